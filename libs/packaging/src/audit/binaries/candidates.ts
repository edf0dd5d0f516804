import type { FileWindow } from '../../archive/file-window.ts';
import type { AuditedFile } from '../subject.ts';
import { formatOf } from './binary-format.ts';
import { parseExtensionName } from './extension-name.ts';
import { firstBytes } from './bytes/first-bytes.ts';

/**
 * Files that begin like a binary, whatever their names, and compiled modules by their names, whatever they begin
 * like. Not looked at are Python sources, JSON, and what is packed once more: read by their names as what they
 * are, and nine in ten files of a layer.
 * @param zip reads little at once: files are looked at all over it.
 */
export const findCandidates = (zip: FileWindow, files: readonly AuditedFile[]): readonly AuditedFile[] =>
  files.filter(({ path, packed }) => {
    if (isModuleByName(path)) return true;
    if (packed.unpackedBytes < fewestBytes || neverBinary.test(path)) return false;
    const start = firstBytes(zip, packed);
    // What can't be unpacked says nothing; its name does.
    return start === undefined ? /\.(?:so|dylib|dll|exe)$/.test(path) : formatOf(start) !== undefined;
  });

const isModuleByName = (path: string): boolean => parseExtensionName(path)?.tag !== undefined;

const neverBinary = /\.(?:pyi?|json|gz)$|\.dist-info\//;
/** Of a Mach-O header without a single command. */
const fewestBytes = 28;
