import { join } from 'node:path';
import type { LayerArtifact } from '@layerkit/artifact';
import type { ImportedModule, Verification } from '@layerkit/artifact/verification';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { buildLayer } from '../src/build-layer.ts';
import { lockedProject } from './locked-project.ts';

/** Builds layers of own code in folders that are deleted after the test file. */
export const ownLayers = (): ((files: Readonly<Record<string, string>>) => Promise<LayerArtifact>) => {
  const scratch = temporaryFolders();
  return async (files) => {
    const project = await lockedProject(await scratch(), [], { sources: 'src' });
    await writeTree(join(project.projectRoot, 'src'), files);
    return (await buildLayer(project)).artifact;
  };
};

/** Returns the outcome of a verification result. Throws if the layer was not checked. */
export const checked = ({ outcome }: Verification) => {
  if (outcome.status === 'not-checked') throw new Error(`this host cannot verify: ${outcome.reason}`);
  return outcome;
};

/** Returns the result of one module. */
export const resultOf = (verification: Verification, name: string): ImportedModule => {
  const found = checked(verification).modules.find(({ module }) => module === name);
  if (found === undefined) throw new Error(`${name} was not imported`);
  return found;
};

/** Returns the exception of each module’s import, or `ok`. */
export const errorsOf = (verification: Verification) =>
  Object.fromEntries(checked(verification).modules.map(({ module, error }) => [module, error ?? 'ok']));
