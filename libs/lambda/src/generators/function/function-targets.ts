import { infersTargets } from '@layerkit/scaffolding';
import { readNxJson, type ProjectConfiguration, type Tree } from '@nx/devkit';

/** The targets of a function project; none where Nx finds them itself. */
export const functionTargets = (tree: Tree): ProjectConfiguration['targets'] =>
  infersTargets(readNxJson(tree), 'lambda') ? undefined : targets;

const targets = {
  build: { executor: '@layerkit/lambda:build' },
  deploy: { executor: '@layerkit/lambda:deploy' },
  smoke: { executor: '@layerkit/lambda:smoke' },
};
