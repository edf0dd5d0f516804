import type { Plugin } from '@layerkit/executors/table';
import { getProjects, type Tree } from '@nx/devkit';
import { projectsWith } from '../project/projects-with.ts';
import type { DefinitionFile } from '../project/project-roots.ts';
import { inferInNxJson } from './infer-in-nx-json.ts';
import { leaveToInference, type Generated } from './leave-to-inference.ts';
import { describeInferred } from './describe-inferred.ts';

export interface InferenceRequest {
  readonly plugin: Plugin;
  readonly definition: DefinitionFile;
  /** The only project whose project.json changes. Default: all of the plugin’s projects. */
  readonly project: string | undefined;
  /** Returns what generators write for a project, and what Nx infers for it. */
  readonly generatedFor: (root: string, text: string) => Promise<Generated>;
}

/**
 * Lets Nx infer the targets of a plugin’s projects. Removes from their project.json what Nx infers, and from nx.json the
 * defaults that inferred targets don’t need. Keeps every field that generators did not write.
 * @returns a line for each project that keeps fields or has further targets now
 * @throws LayerkitError what `generatedFor` throws, before anything is written
 */
export const inferTargets = async (
  tree: Tree,
  { plugin, definition, project, generatedFor }: InferenceRequest,
): Promise<readonly string[]> => {
  const projects = await Promise.all(
    projectsWith(tree, definition).map(async ({ name, root, text }) => ({
      name,
      root,
      generated: await generatedFor(root, text),
    })),
  );
  const before = getProjects(tree);
  const lines = projects.flatMap(({ name, root, generated }) => {
    const has = Object.keys(before.get(name)?.targets ?? {});
    const kept =
      project === undefined || project === name
        ? leaveToInference(tree, { name, root, plugin, generated })
        : [];
    return describeInferred({
      name,
      kept,
      gained: generated.inferred.filter((target) => !has.includes(target)),
    });
  });
  inferInNxJson(tree, plugin);
  return lines;
};
