import { quoteName, type ReportProblem } from '@layerkit/zip';
import type { InputFile } from '@layerkit/zip/files';
import { contentDigest } from '@layerkit/zip/writing';
import { pathInZip, type LayerFile } from './layer-file.ts';

/** The layer’s files by path below `python/`. */
export type FilesByPath = ReadonlyMap<string, LayerFile>;

/** Reports pairs of undamaged files with the same path but different unpacked content. */
export const reportDifferingFiles = async (
  pairs: Iterable<readonly [LayerFile, LayerFile]>,
  inputs: readonly InputFile[],
  report: ReportProblem,
): Promise<void> => {
  for (const [first, second] of pairs)
    if (!(await sameContent(first, second, inputs)))
      report(
        `${quoteName(pathInZip(first))} has different content in ${first.origin.label} and ${second.origin.label}`,
      );
};

/**
 * Reports paths that are both a file and a directory. Returns those that are the same only on a file system that
 * ignores case or the encoding of accents (Unicode case folding, NFC), as Lambda’s does not.
 */
export const reportNameClashes = (files: FilesByPath, report: ReportProblem): readonly string[] => {
  const doubts: string[] = [];
  const reportDoubtful: ReportProblem = (problem) => doubts.push(problem);
  const folded = foldNames(files, reportDoubtful);
  const seen = new Set<string>();
  for (const inside of files.values()) {
    // from the innermost directory up to the first one that was already checked
    for (let at = inside.path.lastIndexOf('/'); at > 0; at = inside.path.lastIndexOf('/', at - 1)) {
      const directory = inside.path.slice(0, at);
      if (seen.has(directory)) break;
      seen.add(directory);
      const same = files.get(directory);
      const key = foldName(directory);
      const file = same ?? folded.get(key) ?? files.get(key);
      const tell = same === undefined ? reportDoubtful : report;
      if (file !== undefined)
        tell(`${describe(file)} is a file, but ${describe(inside)} needs a directory there`);
    }
  }
  return doubts;
};

/** Returns the files whose path changes by case folding. Reports those that collide with another file. */
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

const describe = (file: LayerFile): string => `${quoteName(pathInZip(file))} (${file.origin.label})`;

/** Folds case by way of upper case, which alone makes `ß` equal to `ss` and `ς` to `σ`. */
const foldName = (path: string): string =>
  /^[\w./+-]*$/.test(path)
    ? path.toLowerCase()
    : path.normalize('NFD').toUpperCase().toLowerCase().normalize('NFC');

const sameContent = async (a: LayerFile, b: LayerFile, inputs: readonly InputFile[]): Promise<boolean> => {
  const [first, second] = await Promise.all(
    [a, b].map((file) => contentDigest(inputs[file.origin.input]?.path ?? '', file.entry)),
  );
  return first === second;
};
