import { findFileMentions } from './file-mentions.ts';
import { findTestMentions, type TestMentions } from './python-mentions.ts';

/** What a file says of other files that could be missed. */
export interface FileMentions {
  /** Undefined where it says nothing of directories of tests. */
  readonly tests: TestMentions | undefined;
  /** Names of files, and ends of such names. */
  readonly files: readonly string[];
}

export interface FileEvidence {
  readonly path: string;
  /** Undefined where it says nothing. */
  readonly mentions: FileMentions | undefined;
  /** False where nobody knows what it says. */
  readonly readable: boolean;
}

/** Looks through files that were offered, in batches. */
export type GatherEvidence = (paths: readonly string[]) => AsyncIterable<readonly FileEvidence[]>;

/** Python files, entry points, `.pth` files: what can import, name or open another file. */
export const isEvidence = (path: string): boolean =>
  path.endsWith('.py') ||
  path.endsWith('.dist-info/entry_points.txt') ||
  (path.endsWith('.pth') && !path.includes('/'));

/** @param content undefined where the file is damaged. */
export const evidenceOf = (path: string, content: Buffer | undefined): FileEvidence => {
  if (content === undefined) return { path, mentions: undefined, readable: false };
  const tests = findTestMentions(content, path.split('/').slice(0, -1));
  const files = findFileMentions(content);
  const silent = tests === undefined && files.length === 0;
  return { path, mentions: silent ? undefined : { tests, files }, readable: true };
};
