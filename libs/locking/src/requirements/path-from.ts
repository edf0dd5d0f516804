import { relative, sep } from 'node:path';

/** Returns the path that leads from a folder to a file or another folder, with `/`. Empty for the folder itself. */
export const pathFrom = (folder: string, to: string): string => relative(folder, to).split(sep).join('/');
