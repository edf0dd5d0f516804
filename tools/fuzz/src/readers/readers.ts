import { binaryReaders } from './binary-readers.ts';
import { fileReaders } from './file-readers.ts';
import type { Reader } from './reader.ts';
import { lockReaders } from './lock-readers.ts';
import { requirementReaders } from './requirement-readers.ts';
import { serviceReaders } from './service-readers.ts';
import { wheelReaders } from './wheel-readers.ts';

/**
 * Returns all readers.
 * @param folder an empty folder, for those that read files
 */
export const readersIn = (folder: string): readonly Reader[] => [
  ...binaryReaders,
  ...wheelReaders,
  ...requirementReaders,
  ...fileReaders(folder),
  ...lockReaders(folder),
  ...serviceReaders,
];
