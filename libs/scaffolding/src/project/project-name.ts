import { LayerkitError } from '@layerkit/failure';

/**
 * Checks that Nx accepts a project name. Nx writes a task as PROJECT:TARGET and separates projects with
 * commas.
 * @throws LayerkitError workspace/invalid-name
 */
export const checkProjectName = (name: string): void => {
  if (/^(?:@[a-z0-9][\w.-]*\/)?[a-z][\w.-]*$/i.test(name)) return;
  throw new LayerkitError({
    code: 'workspace/invalid-name',
    message: `invalid project name “${name}”`,
    hint: 'Start with a letter, then use letters, digits, “-”, “_” and “.”. A scope is allowed: @acme/layers.',
  });
};
