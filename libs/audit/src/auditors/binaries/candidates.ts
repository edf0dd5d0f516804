import type { FileWindow } from '@layerkit/zip/files';
import { formatOf, parseExtensionName } from '@layerkit/binary-formats';
import type { AuditedFile } from '../../subject/subject.ts';
import { firstBytes } from './bytes/first-bytes.ts';

/**
 * Returns whether a file’s name and size allow it to be a binary. Python sources, JSON and compressed files are
 * excluded by name; they are nine in ten files of a layer.
 */
export const mayBeBinary = ({ path, packed }: AuditedFile): boolean =>
  (packed.unpackedBytes >= fewestBytes && !neverBinary.test(path)) || isModuleByName(path);

/**
 * Returns the files that start like a binary, whatever their names, and the files that are named like compiled
 * modules, whatever their content.
 * @param zip a window that reads little at a time, because the files are spread over the whole zip
 */
export const findCandidates = (zip: FileWindow, files: readonly AuditedFile[]): readonly AuditedFile[] =>
  files.filter((file) => {
    const { path, packed } = file;
    if (isModuleByName(path)) return true;
    if (!mayBeBinary(file)) return false;
    const start = firstBytes(zip, packed);
    // A file that can’t be unpacked is judged by its name.
    return start === undefined ? /\.(?:so|dylib|dll|exe)$/.test(path) : formatOf(start) !== undefined;
  });

const isModuleByName = (path: string): boolean => parseExtensionName(path)?.tag !== undefined;

const neverBinary = /\.(?:pyi?|json|gz)$|\.dist-info\//;
/** The size of a Mach-O header without commands. */
const fewestBytes = 28;
