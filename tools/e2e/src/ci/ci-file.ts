import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { addCi, type CiOptions } from '../../../../libs/layer/src/generators/ci/add-ci.ts';

export interface CiFileText {
  readonly path: string;
  readonly text: string;
}

/** Returns the workflow that the generator would add to a workspace. */
export const ciFile = (options: Pick<CiOptions, 'provider' | 'packageManager'>): CiFileText => {
  const tree = createTreeWithEmptyWorkspace();
  const [file] = addCi(tree, { defaultBranch: 'main', ...options });
  const text = file && tree.read(file.path, 'utf8');
  if (file === undefined || text === null || text === undefined) throw new Error('there is no workflow');
  return { path: file.path, text };
};
