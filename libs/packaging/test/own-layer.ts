import { join } from 'node:path';
import type { ImportedModule, LayerArtifact, Verification } from '@layerkit/artifact';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { buildLayer } from '../src/build-layer.ts';
import { lockedProject } from './locked-project.ts';

/** Builds layers of nothing but their own sources, in folders that are gone when the test file is through. */
export const ownLayers = (): ((files: Readonly<Record<string, string>>) => Promise<LayerArtifact>) => {
  const scratch = temporaryFolders();
  return async (files) => {
    const project = await lockedProject(await scratch(), [], { sources: 'src' });
    await writeTree(join(project.projectRoot, 'src'), files);
    return (await buildLayer(project)).artifact;
  };
};

/** The outcome of a verification that did take place. */
export const checked = ({ outcome }: Verification) => {
  if (outcome.status === 'not-checked') throw new Error(`this host proves nothing: ${outcome.reason}`);
  return outcome;
};

/** One module’s result. */
export const resultOf = (verification: Verification, name: string): ImportedModule => {
  const found = checked(verification).modules.find(({ module }) => module === name);
  if (found === undefined) throw new Error(`${name} was not imported`);
  return found;
};

/** What each module’s import raised, or `ok`. */
export const errorsOf = (verification: Verification) =>
  Object.fromEntries(checked(verification).modules.map(({ module, error }) => [module, error ?? 'ok']));
