import { layerNamesOf, parseFunctionsDefinition, parseLayerDefinition } from '@layerkit/artifact/definition';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { Tree } from '@nx/devkit';
import { projectRoots, type DefinitionFile } from './project-roots.ts';

export interface NamesWanted {
  readonly definition: DefinitionFile;
  /** The text of the new definition. */
  readonly text: string;
  /** Folder of the project, relative to the workspace’s root. */
  readonly root: string;
  /** Instead of the hint to choose another name. */
  readonly hint?: string | undefined;
}

/**
 * Checks that no other project has a layer or a function with the same name on AWS: each would replace the
 * other.
 * @throws LayerkitError workspace/name-taken; definition/invalid if the text is not a valid definition
 */
export const refuseTakenNames = async (
  tree: Tree,
  { definition, text, root, hint }: NamesWanted,
): Promise<void> => {
  const namesIn = names[definition];
  const wanted = await namesIn(text, `${root}/${definition}`);
  for (const [project, folder] of await projectRoots(tree)) {
    const path = `${folder}/${definition}`;
    if (folder === root || !tree.exists(path)) continue;
    const taken = await namesIn(tree.read(path, 'utf8') ?? '', path).catch(noneIfInvalid);
    const shared = wanted.find((name) => taken.includes(name));
    if (shared !== undefined) throw nameTaken({ definition, shared, project, path, hint });
  }
};

/** The functions that read the names on AWS from a definition. */
const names: Readonly<Record<DefinitionFile, (text: string, path: string) => Promise<readonly string[]>>> = {
  'layer.json': async (text, path) => layerNamesOf(await parseLayerDefinition(text, path)),
  'function.json': async (text, path) =>
    (await parseFunctionsDefinition(text, path)).functions.map(({ definition }) => definition.functionName),
};

/** A generator does not report an invalid definition of another project. */
const noneIfInvalid = (error: unknown): readonly string[] => {
  if (isLayerkitError(error)) return [];
  throw error;
};

interface Taken {
  readonly definition: DefinitionFile;
  readonly shared: string;
  readonly project: string;
  readonly path: string;
  readonly hint: string | undefined;
}

const nameTaken = ({ definition, shared, project, path, hint }: Taken): LayerkitError => {
  const [kind, option] =
    definition === 'layer.json' ? ['layer', '--layerName'] : ['function', '--functionName'];
  return new LayerkitError({
    code: 'workspace/name-taken',
    message: `the ${kind} name “${shared}” is already used by the project ${project} (${path})`,
    hint: hint ?? `Choose another name with ${option}.`,
  });
};
