import { contentDigest } from '../archive/inflate-entry.ts';
import type { InputFile } from '../archive/input-file.ts';
import { quoteName, type ReportProblem } from '../archive/zip-entry.ts';
import { layerPrefix, type LayerFile } from './layer-file.ts';

/** Files under the same path, in the order of their inputs. The first is the one that would be kept. */
export type FilesOfPath = readonly [LayerFile, ...LayerFile[]];

/** Reports each path under which several inputs bring different content (compared byte for byte, unpacked). */
export const reportDifferingFiles = async (
  groups: Iterable<FilesOfPath>,
  inputs: readonly InputFile[],
  report: ReportProblem,
): Promise<void> => {
  for (const [first, ...others] of groups) {
    const different: LayerFile[] = [];
    for (const other of others) if (!(await sameContent(first, other, inputs))) different.push(other);
    if (different.length === 0) continue;
    const origins = [first, ...different].map((file) => file.origin).join(', ');
    report(`${layerName(first)} comes with different bytes from ${origins}`);
  }
};

/**
 * Reports names that would meet where case or the spelling of accents does not count (Unicode case folding,
 * NFC), and names that are a file in one place and a directory in another.
 */
export const reportNameClashes = (files: readonly LayerFile[], report: ReportProblem): void => {
  const byKey = new Map<string, LayerFile>();
  for (const file of files) {
    const key = foldName(file.path);
    const other = byKey.get(key);
    if (other === undefined) byKey.set(key, file);
    else
      report(
        `${layerName(other)} (${other.origin}) and ${layerName(file)} (${file.origin}) differ only in case`,
      );
  }
  const reported = new Set<string>();
  for (const [key, inside] of byKey) {
    for (let at = key.indexOf('/'); at >= 0; at = key.indexOf('/', at + 1)) {
      const file = byKey.get(key.slice(0, at));
      if (file === undefined || reported.has(file.path)) continue;
      reported.add(file.path);
      report(
        `${layerName(file)} (${file.origin}) is a file, and a directory of ${layerName(inside)} (${inside.origin})`,
      );
    }
  }
};

const layerName = (file: LayerFile): string => quoteName(layerPrefix + file.path);

/** Upper case first: `ß` and `ss`, `ς` and `σ` fold together only that way round. */
const foldName = (path: string): string =>
  /^[\w./+-]*$/.test(path)
    ? path.toLowerCase()
    : path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');

const sameContent = async (a: LayerFile, b: LayerFile, inputs: readonly InputFile[]): Promise<boolean> => {
  if (a.packed.crc32 !== b.packed.crc32 || a.packed.unpackedBytes !== b.packed.unpackedBytes) return false;
  const [first, second] = await Promise.all(
    [a, b].map((file) => contentDigest(inputs[file.input]?.path ?? '', file.packed)),
  );
  return first !== undefined && first === second;
};
