import { contentDigest, type InputFile, quoteName, type ReportProblem } from '@layerkit/zip';
import { layerName, type LayerFile } from './layer-file.ts';

/** Files of the layer, one for each path. */
export type FilesByPath = ReadonlyMap<string, LayerFile>;

/** Reports two inputs that bring different content under one path (unpacked, byte for byte). */
export const reportDifferingFiles = async (
  pairs: Iterable<readonly [LayerFile, LayerFile]>,
  inputs: readonly InputFile[],
  report: ReportProblem,
): Promise<void> => {
  for (const [first, second] of pairs)
    if (!(await sameContent(first, second, inputs)))
      report(
        `${quoteName(layerName(first))} comes with different bytes from ${first.origin.label} and ${second.origin.label}`,
      );
};

/**
 * Reports names that would meet where case or the spelling of accents does not count (Unicode case folding,
 * NFC), and names that are a file in one place and a directory in another.
 */
export const reportNameClashes = (files: FilesByPath, report: ReportProblem): void => {
  const folded = foldNames(files, report);
  const find = (key: string): LayerFile | undefined => folded.get(key) ?? files.get(key);
  const seen = new Set<string>();
  for (const inside of files.values()) {
    // Upwards, and only to the first directory that was looked at before.
    for (let at = inside.path.lastIndexOf('/'); at > 0; at = inside.path.lastIndexOf('/', at - 1)) {
      const directory = inside.path.slice(0, at);
      if (seen.has(directory)) break;
      seen.add(directory);
      const file = find(foldName(directory));
      if (file !== undefined) report(`${describe(file)} is a file, and a directory of ${describe(inside)}`);
    }
  }
};

/** The files whose folded name is not their own. Those that meet another file there are reported. */
const foldNames = (files: FilesByPath, report: ReportProblem): FilesByPath => {
  const folded = new Map<string, LayerFile>();
  for (const file of files.values()) {
    const key = foldName(file.path);
    if (key === file.path) continue;
    const other = folded.get(key) ?? files.get(key);
    if (other === undefined) folded.set(key, file);
    else report(`${describe(other)} and ${describe(file)} differ only in case`);
  }
  return folded;
};

const describe = (file: LayerFile): string => `${quoteName(layerName(file))} (${file.origin.label})`;

/** Upper case first: `ß` and `ss`, `ς` and `σ` fold together only that way round. */
const foldName = (path: string): string =>
  /^[\w./+-]*$/.test(path)
    ? path.toLowerCase()
    : path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');

const sameContent = async (a: LayerFile, b: LayerFile, inputs: readonly InputFile[]): Promise<boolean> => {
  if (a.entry.crc32 !== b.entry.crc32 || a.entry.unpackedBytes !== b.entry.unpackedBytes) return false;
  const [first, second] = await Promise.all(
    [a, b].map((file) => contentDigest(inputs[file.origin.input]?.path ?? '', file.entry)),
  );
  return first !== undefined && first === second;
};
