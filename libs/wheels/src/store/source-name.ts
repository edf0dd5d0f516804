/** Whether a text is the file name of a source distribution (PEP 625, or an older .zip), and not a path. */
export const isSourceName = (fileName: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._+!-]*\.(?:tar\.gz|zip)$/.test(fileName);
