import { asGenerator, ignoreInGit, setUpWorkspace } from '@layerkit/scaffolding';
import { showLine } from '@layerkit/terminal';
import { logger, type Tree } from '@nx/devkit';
import { addCi } from '../ci/add-ci.ts';
import { ciOptionsOf } from '../ci/ci-options-of.ts';
import { untaggedProjects } from '../ci/untagged-projects.ts';
import type { InitGeneratorSchema } from './schema.d.ts';

export default asGenerator((tree, { ci = 'none', ...options }: InitGeneratorSchema) => {
  for (const { path, kept } of addCi(tree, ciOptionsOf(tree, ci)))
    if (kept) logger.info(`${path} already exists and is not changed.`);
  // GitLab caches only files in the workspace
  if (ci === 'gitlab') ignoreInGit(tree, ['.layerkit']);
  const install = setUpWorkspace(tree, { ...options, plugins: ['layer', 'lambda'] });
  if (ci !== 'none') warnAboutUntagged(tree);
  return install;
});

const warnAboutUntagged = (tree: Tree): void => {
  const untagged = untaggedProjects(tree);
  if (untagged.length === 0) return;
  const lines = untagged.map((line) => `  ${showLine(line)}`).join('\n');
  logger.warn(`The workflow runs only projects with a tag. Add these tags to project.json:\n${lines}`);
};
