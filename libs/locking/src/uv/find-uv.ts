import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { LayerkitError } from '@layerkit/failure';

/**
 * The uv to use: `LAYERKIT_UV`; else the one in `.layerkit/python-tools` of the nearest folder above the
 * project that has it; else the first on the PATH.
 * @throws LayerkitError resolver/not-found, with how to install it
 */
export const findUv = async (projectRoot: string, env: NodeJS.ProcessEnv): Promise<string> => {
  const named = env['LAYERKIT_UV'];
  if (named !== undefined && named !== '') {
    if (await isProgram(named)) return resolve(named);
    throw notFound(`LAYERKIT_UV is “${named}”, which is no program`);
  }
  const folders = [...toolFolders(resolve(projectRoot)), ...pathFolders(env)];
  for (const folder of folders) {
    const path = join(folder, program);
    if (await isProgram(path)) return path;
  }
  // Only layerkit’s own clone has python-tools: to everybody else they say nothing.
  throw notFound('uv, which resolves requirements, is not on the PATH, and LAYERKIT_UV names none');
};

const notFound = (message: string): LayerkitError =>
  new LayerkitError({
    code: 'resolver/not-found',
    message,
    hint: 'Install it, for example with “pipx install uv” or “pip install uv” (docs.astral.sh/uv has other ways), until “uv --version” answers; or set LAYERKIT_UV to its path.',
  });

const program = process.platform === 'win32' ? 'uv.exe' : 'uv';

/** A virtual environment has its programs in bin, on Windows in Scripts. */
const toolFolders = (from: string): readonly string[] => {
  const tools = join(from, '.layerkit', 'python-tools');
  const above = dirname(from);
  return [join(tools, 'bin'), join(tools, 'Scripts'), ...(above === from ? [] : toolFolders(above))];
};

/** Windows does not mind how the variable is written. */
const pathFolders = (env: NodeJS.ProcessEnv): readonly string[] => {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH');
  return (name === undefined ? '' : (env[name] ?? '')).split(delimiter).filter((folder) => folder !== '');
};

const isProgram = async (path: string): Promise<boolean> => {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
};
