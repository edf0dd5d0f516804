import { infersTargets } from '@layerkit/scaffolding';
import { readNxJson, type ProjectConfiguration, type Tree } from '@nx/devkit';

/** The targets of a function project; none where Nx finds them itself. */
export const functionTargets = (tree: Tree, sources: string): ProjectConfiguration['targets'] =>
  infersTargets(readNxJson(tree), 'lambda')
    ? undefined
    : {
        build: { executor: '@layerkit/lambda:build', ...(sources === '.' ? wholeFolder : {}) },
        deploy: { executor: '@layerkit/lambda:deploy' },
        smoke: { executor: '@layerkit/lambda:smoke' },
      };

/** Where the sources are the whole folder, texts in it are of them, but for its README. */
const wholeFolder = {
  inputs: ['{projectRoot}/**/*', '!{projectRoot}/README.md', { externalDependencies: ['@layerkit/lambda'] }],
};
