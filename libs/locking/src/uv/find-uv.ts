import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { LayerkitError } from '@layerkit/failure';

/**
 * Returns the path of uv: `LAYERKIT_UV`, otherwise the nearest `.layerkit/python-tools` in the project’s folder or above
 * it, otherwise the first uv on the PATH.
 * @throws LayerkitError resolver/not-found, with how to install it
 */
export const findUv = async (projectRoot: string, env: NodeJS.ProcessEnv): Promise<string> => {
  const named = env['LAYERKIT_UV'];
  if (named !== undefined && named !== '') {
    if (await isProgram(named)) return resolve(named);
    throw notFound(`LAYERKIT_UV is “${named}”, which is not a program`);
  }
  const folders = [...toolFolders(resolve(projectRoot)), ...pathFolders(env)];
  for (const folder of folders) {
    const path = join(folder, program);
    if (await isProgram(path)) return path;
  }
  // The message does not mention python-tools, which only a clone of layerkit has
  throw notFound('uv, which resolves requirements, is not on the PATH, and LAYERKIT_UV is not set');
};

const notFound = (message: string): LayerkitError =>
  new LayerkitError({
    code: 'resolver/not-found',
    message,
    hint: 'Install uv, for example with “pipx install uv” or “pip install uv” (see docs.astral.sh/uv), and check that “uv --version” works. Or set LAYERKIT_UV to its path.',
  });

const program = process.platform === 'win32' ? 'uv.exe' : 'uv';

/** A virtual environment has its programs in bin, or in Scripts on Windows. */
const toolFolders = (from: string): readonly string[] => {
  const tools = join(from, '.layerkit', 'python-tools');
  const above = dirname(from);
  return [join(tools, 'bin'), join(tools, 'Scripts'), ...(above === from ? [] : toolFolders(above))];
};

/** Ignores the case of the variable’s name, like Windows. */
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
