import { LayerkitError } from '@layerkit/failure';

/** Returns the error for a lock of another tool that layerkit can’t take its versions from. */
export const invalidLock = (file: string, problems: readonly string[], hint: string): LayerkitError =>
  new LayerkitError({ code: 'requirements/invalid', message: `${file} can’t be locked`, problems, hint });
