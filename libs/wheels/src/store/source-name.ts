/** Whether a file is named as a source distribution is (PEP 625, and the .zip of before), with nothing of a path. */
export const isSourceName = (fileName: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._+!-]*\.(?:tar\.gz|zip)$/.test(fileName);
