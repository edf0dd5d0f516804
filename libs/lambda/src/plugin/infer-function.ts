import { access, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import type { CreateNodesContext, CreateNodesResult } from '@nx/devkit';
import { functionTargets } from './function-targets.ts';

/**
 * The project of one function.json, named after its folder unless its project.json or package.json says another; none
 * for that of an Azure function, which is called the same. What is wrong with a field is for the executors to say.
 * @throws LayerkitError definition/invalid where the file is no JSON object, or a layer.json lies beside it
 */
export const inferFunction = async (
  file: string,
  _options: unknown,
  { workspaceRoot }: CreateNodesContext,
): Promise<CreateNodesResult> => {
  const definition = await parseObject(await readFile(join(workspaceRoot, file), 'utf8'), file);
  if ('bindings' in definition && !('functionName' in definition)) return {};
  const root = dirname(file);
  await refuseLayerBeside(workspaceRoot, root);
  const sources = 'sources' in definition ? definition.sources : undefined;
  const targets = functionTargets(typeof sources === 'string' ? sources : 'src');
  const name = basename(join(workspaceRoot, root));
  return { projects: { [root]: { name, root, tags: ['layerkit:function'], targets } } };
};

const refuseLayerBeside = async (workspaceRoot: string, root: string): Promise<void> => {
  const isThere = await access(join(workspaceRoot, root, 'layer.json')).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  // Not before it is needed: every command of the workspace waits for what is loaded here.
  const { refuseTwoDefinitions } = await import('@layerkit/artifact');
  await refuseTwoDefinitions(workspaceRoot, root);
};

const parseObject = async (text: string, file: string): Promise<object> => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    const { describeJsonFault } = await import('@layerkit/artifact');
    throw broken(file, await describeJsonFault(text, cause), cause);
  }
  throw broken(file, 'it holds no object');
};

/** Nx shows the message alone. */
const broken = (file: string, reason: string, cause?: unknown): LayerkitError =>
  new LayerkitError({ code: 'definition/invalid', message: `${file} is no function.json: ${reason}`, cause });
