import type { FileWindow } from '@layerkit/zip';
import { formatOf, parseExtensionName } from '@layerkit/binary-formats';
import type { AuditedFile } from '../../subject/subject.ts';
import { firstBytes } from './bytes/first-bytes.ts';

/**
 * Whether a file may be a binary by its name and size. Python sources, JSON, and what is packed once more are read
 * by their names as what they are, and nine in ten files of a layer.
 */
export const mayBeBinary = ({ path, packed }: AuditedFile): boolean =>
  (packed.unpackedBytes >= fewestBytes && !neverBinary.test(path)) || isModuleByName(path);

/**
 * Files that begin like a binary, whatever their names, and compiled modules by their names, whatever they begin
 * like.
 * @param zip reads little at once: files are looked at all over it.
 */
export const findCandidates = (zip: FileWindow, files: readonly AuditedFile[]): readonly AuditedFile[] =>
  files.filter((file) => {
    const { path, packed } = file;
    if (isModuleByName(path)) return true;
    if (!mayBeBinary(file)) return false;
    const start = firstBytes(zip, packed);
    // What can't be unpacked says nothing; its name does.
    return start === undefined ? /\.(?:so|dylib|dll|exe)$/.test(path) : formatOf(start) !== undefined;
  });

const isModuleByName = (path: string): boolean => parseExtensionName(path)?.tag !== undefined;

const neverBinary = /\.(?:pyi?|json|gz)$|\.dist-info\//;
/** Of a Mach-O header without a single command. */
const fewestBytes = 28;
