import { LayerkitError } from '@layerkit/failure';

/**
 * Makes sure that Nx can call a project so: its tasks are written PROJECT:TARGET, lists of projects with
 * commas.
 * @throws LayerkitError workspace/invalid-name
 */
export const checkProjectName = (name: string): void => {
  if (/^(?:@[a-z0-9][\w.-]*\/)?[a-z][\w.-]*$/i.test(name)) return;
  throw new LayerkitError({
    code: 'workspace/invalid-name',
    message: `“${name}” can’t be the name of a project`,
    hint: 'Begin with a letter and go on with letters, digits, -, _ and . ; a scope as in @acme/layers may stand before it.',
  });
};
