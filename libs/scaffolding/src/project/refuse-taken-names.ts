import { layerNamesOf, parseFunctionDefinition, parseLayerDefinition } from '@layerkit/artifact';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { Tree } from '@nx/devkit';
import { projectRoots, type DefinitionFile } from './project-roots.ts';

export interface NamesWanted {
  readonly definition: DefinitionFile;
  /** The text that the definition is to have. */
  readonly text: string;
  /** From the workspace’s root. */
  readonly root: string;
}

/**
 * Makes sure that no other project has a layer, or a function, of the same name on AWS: each would publish
 * over the other.
 * @throws LayerkitError workspace/name-taken; definition/invalid where the text is no definition
 */
export const refuseTakenNames = async (
  tree: Tree,
  { definition, text, root }: NamesWanted,
): Promise<void> => {
  const namesIn = names[definition];
  const wanted = await namesIn(text, `${root}/${definition}`);
  for (const [project, folder] of await projectRoots(tree)) {
    const path = `${folder}/${definition}`;
    if (folder === root || !tree.exists(path)) continue;
    const taken = await namesIn(tree.read(path, 'utf8') ?? '', path).catch(noneWhereInvalid);
    const shared = wanted.find((name) => taken.includes(name));
    if (shared !== undefined) throw nameTaken({ definition, shared, project, path });
  }
};

/** On AWS. */
const names: Readonly<Record<DefinitionFile, (text: string, path: string) => Promise<readonly string[]>>> = {
  'layer.json': async (text, path) => layerNamesOf(await parseLayerDefinition(text, path)),
  'function.json': async (text, path) => [(await parseFunctionDefinition(text, path)).functionName],
};

/** A broken file of somebody else’s is not this generator’s to tell of. */
const noneWhereInvalid = (error: unknown): readonly string[] => {
  if (isLayerkitError(error)) return [];
  throw error;
};

interface Taken {
  readonly definition: DefinitionFile;
  readonly shared: string;
  readonly project: string;
  readonly path: string;
}

const nameTaken = ({ definition, shared, project, path }: Taken): LayerkitError => {
  const [kind, option] =
    definition === 'layer.json' ? ['layer', '--layerName'] : ['function', '--functionName'];
  return new LayerkitError({
    code: 'workspace/name-taken',
    message: `the ${kind} of ${project} is called “${shared}” on AWS already, as ${path} says`,
    hint: `Name another with ${option}.`,
  });
};
