import { devNull, homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { readTextFile } from '@layerkit/artifact/text-file';
import { parsePipConf, type PipConf } from './parse-pip-conf.ts';

/** The settings about package indexes in pip's configuration files. */
export interface PipConfiguration {
  readonly indexUrl: string | undefined;
  /** The files that name additional indexes or find-links. layerkit does not use these. */
  readonly filesWithMore: readonly string[];
}

/**
 * Reads pip's configuration files: global, user, virtual environment, and the one that `PIP_CONFIG_FILE` names (pip,
 * "Configuration"). A later file has precedence, and in each the section for `pip install` over `[global]`. Files that are
 * missing or unreadable are skipped. No output contains the credentials in them from now on.
 */
export const readPipConfiguration = async (env: NodeJS.ProcessEnv): Promise<PipConfiguration> => {
  let indexUrl: string | undefined;
  const filesWithMore: string[] = [];
  for (const path of configurationFiles(env)) {
    const text = await readTextFile(path).catch(() => undefined);
    if (text === undefined) continue;
    const found = parsePipConf(text);
    indexUrl = valueOf(found, 'index-url') ?? indexUrl;
    if ((valueOf(found, 'extra-index-url') ?? valueOf(found, 'find-links')) !== undefined)
      filesWithMore.push(path);
  }
  return { indexUrl, filesWithMore };
};

const valueOf = (found: PipConf, option: string): string | undefined =>
  found.get('install')?.get(option) || found.get('global')?.get(option) || undefined;

/** Returns the paths of the files, which need not exist, in increasing order of precedence. */
const configurationFiles = (env: NodeJS.ProcessEnv): readonly string[] => {
  const named = env['PIP_CONFIG_FILE'];
  if (named === devNull) return [];
  const places = process.platform === 'win32' ? windowsPlaces(env) : unixPlaces(env);
  const user = named && existsSync(named) ? [] : places.user;
  const site = env['VIRTUAL_ENV'] ? [join(env['VIRTUAL_ENV'], places.baseName)] : [];
  return [...places.global, ...user, ...site, ...(named ? [named] : [])];
};

interface Places {
  readonly baseName: string;
  readonly global: readonly string[];
  readonly user: readonly string[];
}

const unixPlaces = (env: NodeJS.ProcessEnv): Places => {
  const baseName = 'pip.conf';
  const home = env['HOME'] || homedir();
  if (process.platform === 'darwin') {
    const library = join(home, 'Library/Application Support/pip');
    const user = existsSync(library) ? library : join(home, '.config/pip');
    const global = [join('/Library/Application Support/pip', baseName)];
    return { baseName, global, user: [join(home, '.pip', baseName), join(user, baseName)] };
  }
  const global = (env['XDG_CONFIG_DIRS'] || '/etc/xdg').split(delimiter).map((folder) => join(folder, 'pip'));
  const user = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'pip');
  return {
    baseName,
    global: [...global, '/etc'].map((folder) => join(folder, baseName)),
    user: [join(home, '.pip', baseName), join(user, baseName)],
  };
};

const windowsPlaces = (env: NodeJS.ProcessEnv): Places => {
  const baseName = 'pip.ini';
  const home = env['USERPROFILE'] || homedir();
  const global = env['PROGRAMDATA'] || 'C:\\ProgramData';
  const user = env['APPDATA'] || join(home, 'AppData/Roaming');
  const own = [join(home, 'pip', baseName), join(user, 'pip', baseName)];
  return { baseName, global: [join(global, 'pip', baseName)], user: own };
};
