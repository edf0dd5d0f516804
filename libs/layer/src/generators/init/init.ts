import { asGenerator, ignoreInGit, setUpWorkspace } from '@layerkit/scaffolding';
import { logger, type Tree } from '@nx/devkit';
import { addCi } from '../ci/add-ci.ts';
import { ciOptionsOf } from '../ci/ci-options-of.ts';
import { untaggedProjects } from '../ci/untagged-projects.ts';
import type { InitGeneratorSchema } from './schema.d.ts';

export default asGenerator((tree, { ci = 'none', ...options }: InitGeneratorSchema) => {
  for (const { path, kept } of addCi(tree, ciOptionsOf(tree, ci)))
    if (kept) logger.info(`${path} is there already and stays as it is.`);
  // GitLab caches only what lies in the workspace
  if (ci === 'gitlab') ignoreInGit(tree, ['.layerkit']);
  const install = setUpWorkspace(tree, { ...options, plugins: ['layer', 'lambda'] });
  if (ci !== 'none') tellOfUntagged(tree);
  return install;
});

const tellOfUntagged = (tree: Tree): void => {
  const untagged = untaggedProjects(tree);
  if (untagged.length === 0) return;
  const lines = untagged.map((line) => `  ${line}`).join('\n');
  logger.warn(`The workflow runs only projects with a tag. Add to project.json of\n${lines}`);
};
