import { asGenerator, ignoreInGit, setUpWorkspace } from '@layerkit/scaffolding';
import { logger } from '@nx/devkit';
import { addCi } from '../ci/add-ci.ts';
import { ciOptionsOf } from '../ci/ci-options-of.ts';
import type { InitGeneratorSchema } from './schema.d.ts';

export default asGenerator((tree, { ci = 'none', ...options }: InitGeneratorSchema) => {
  for (const { path, kept } of addCi(tree, ciOptionsOf(tree, ci)))
    if (kept) logger.info(`${path} is there already and stays as it is.`);
  // GitLab caches only what lies in the workspace
  if (ci === 'gitlab') ignoreInGit(tree, ['.layerkit']);
  return setUpWorkspace(tree, { ...options, plugins: ['layer', 'lambda'] });
});
