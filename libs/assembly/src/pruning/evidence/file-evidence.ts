import { findFileMentions } from './file-mentions.ts';
import { findTestMentions, type TestMentions } from './python-mentions.ts';

/** The mentions of other files in a file. A mentioned file may be needed. */
export interface FileMentions {
  /** Undefined if the file does not mention directories of tests. */
  readonly tests: TestMentions | undefined;
  /** File names, or the ends of file names. */
  readonly files: readonly string[];
}

export interface FileEvidence {
  readonly path: string;
  /** Undefined if the file mentions nothing. */
  readonly mentions: FileMentions | undefined;
  /** False if the file is damaged, so that its mentions are unknown. */
  readonly readable: boolean;
}

/** Finds the mentions in the given files, in batches. */
export type GatherEvidence = (paths: readonly string[]) => AsyncIterable<readonly FileEvidence[]>;

/** Returns whether a file can import, name or open other files: Python files, entry points and `.pth` files. */
export const isEvidence = (path: string): boolean =>
  path.endsWith('.py') ||
  path.endsWith('.dist-info/entry_points.txt') ||
  (path.endsWith('.pth') && !path.includes('/'));

/** Finds the mentions in a file. @param content undefined if the file is damaged */
export const evidenceOf = (path: string, content: Buffer | undefined): FileEvidence => {
  if (content === undefined) return { path, mentions: undefined, readable: false };
  const tests = findTestMentions(content, path.split('/').slice(0, -1));
  const files = findFileMentions(content);
  const silent = tests === undefined && files.length === 0;
  return { path, mentions: silent ? undefined : { tests, files }, readable: true };
};
