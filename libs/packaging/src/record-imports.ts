import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { whyNotRunnable } from '@layerkit/execution-environment';
import { LayerkitError } from '@layerkit/failure';
import { formatTarget, type Target } from '@layerkit/platform-resolution';
import { inOwnedFolder, replaceFile } from '@layerkit/temporary-files';
import { formatImports, importsDigest, type ImportsList, importsPath } from '@layerkit/locking/imports';
import { buildLayer, type BuildLayerRequest } from './build-layer.ts';
import { importedFiles } from './imports/imported-files.ts';

export interface RecordImportsRequest extends Omit<BuildLayerRequest, 'outputRoot' | 'target'> {
  /** Each runtime gets one list, recorded on its first target that this host can run. */
  readonly targets: readonly Target[];
}

export interface RecordedImports {
  readonly path: string;
  readonly list: ImportsList;
  /** False if the file was already up to date. */
  readonly written: boolean;
}

/**
 * Records the modules that the entry modules import, for a later build with “bytecode”: “imported”: build without
 * bytecode → import → write. Discards the built layer. Uses one target of each runtime.
 * @throws LayerkitError definition/invalid if layer.json has no entryModules; imports/failed;
 * environment/interpreter-not-found, environment/not-runnable, environment/failed; the errors of buildLayer
 */
export const recordImports = async (request: RecordImportsRequest): Promise<readonly RecordedImports[]> => {
  const { targets, ...rest } = request;
  const recorded: RecordedImports[] = [];
  for (const target of runnableTargets(targets)) recorded.push(await recordOn({ ...rest, target }));
  return recorded;
};

const runnableTargets = (targets: readonly Target[]): readonly Target[] =>
  [...new Set(targets.map(({ runtime }) => runtime))].map((runtime) => {
    const candidates = targets.filter((target) => target.runtime === runtime);
    const runnable = candidates.find((target) => whyNotRunnable(target) === undefined);
    if (runnable !== undefined) return runnable;
    throw new LayerkitError({
      code: 'environment/not-runnable',
      message: `cannot record the imports for ${runtime} on this host`,
      problems: candidates.map((target) => `${formatTarget(target)}: ${whyNotRunnable(target) ?? ''}`),
      hint: 'Run the Nx target imports on a host that can run one of these targets. build needs only the file that it writes.',
    });
  });

const recordOn = async (request: Omit<BuildLayerRequest, 'outputRoot'>): Promise<RecordedImports> => {
  const { projectRoot, definition, target, env = process.env } = request;
  const { entryModules } = definition;
  if (entryModules === undefined) throw noEntryModules(projectRoot);
  return inOwnedFolder('imports', async (outputRoot) => {
    // with the packages of other layers, which the modules import too
    const bare = { ...definition, bytecode: 'none' as const, without: undefined, providedBy: undefined };
    const { artifact } = await buildLayer({ ...request, definition: bare, outputRoot });
    const files = await importedFiles({ artifact, modules: entryModules, env });
    const list = { target, inputsDigest: await importsDigest(request), files };
    const path = importsPath(projectRoot, target.runtime);
    return { path, list, written: await write(path, formatImports(list)) };
  });
};

/** Writes the file unless its text is the same. Ignores line endings, which git may have changed. */
const write = async (path: string, text: string): Promise<boolean> => {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before?.replace(/\r\n/g, '\n') === text) return false;
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, text, { flush: true });
  return true;
};

const noEntryModules = (projectRoot: string): LayerkitError =>
  new LayerkitError({
    code: 'definition/invalid',
    message: `${join(projectRoot, 'layer.json')} has no “entryModules”, so there are no imports to record`,
    hint: 'Set “entryModules” to the modules that functions import from the layer.',
  });
