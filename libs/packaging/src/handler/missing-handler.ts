import type { FunctionArtifact, LayerArtifact } from '@layerkit/artifact';
import type { FunctionDefinition } from '@layerkit/artifact/definition';
import { importedFolders } from '@layerkit/platform-resolution/layout';
import { listZipFile } from '@layerkit/zip';
import { handlerModule, hasModule, nearHandlers } from './handler-module.ts';

export interface HandlerRequest {
  readonly definition: FunctionDefinition;
  readonly artifact: FunctionArtifact;
  /** The known layers for the function’s target. */
  readonly layers: readonly Pick<LayerArtifact, 'zipPath'>[];
}

/**
 * Returns one line about a handler whose module is neither in the function’s zip nor in its layers, with similar
 * names. Undefined if the module exists, or if it may be in another folder because the function sets PYTHONPATH or a
 * layer has a .pth file.
 */
export const missingHandler = ({ definition, artifact, layers }: HandlerRequest): string | undefined => {
  const { handler, sources, environment = {} } = definition;
  const module = handlerModule(handler);
  const own = namesIn(artifact.zipPath);
  if (module === undefined || hasModule(module, own) || 'PYTHONPATH' in environment) return undefined;
  const roots = importedFolders(artifact.manifest.target.runtime);
  const mayBring = (names: readonly string[]): boolean =>
    roots.some((root) => hasModule(module, names, root) || names.some((name) => isPathFile(name, root)));
  if (layers.some(({ zipPath }) => mayBring(namesIn(zipPath)))) return undefined;
  return `its handler “${handler}” needs ${module}.py, which is not in ${[sources].flat().join(', ')}${nearHandlers(handler, own)}`;
};

/** Returns whether Python’s `site` reads the file: it reads .pth files only directly in a packages folder. */
const isPathFile = (name: string, root: string): boolean =>
  name.startsWith(root) && name.endsWith('.pth') && !name.slice(root.length).includes('/');

const namesIn = (zipPath: string): readonly string[] => listZipFile(zipPath).entries.map(({ name }) => name);
