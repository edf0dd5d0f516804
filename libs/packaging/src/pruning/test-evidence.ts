import { findTestMentions, type TestMentions } from './python-mentions.ts';

/** What a file says of directories of tests. */
export interface FileEvidence {
  readonly path: string;
  /** Undefined where it says nothing of any. */
  readonly mentions: TestMentions | undefined;
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
export const evidenceOf = (path: string, content: Buffer | undefined): FileEvidence => ({
  path,
  mentions: content && findTestMentions(content, path.split('/').slice(0, -1)),
  readable: content !== undefined,
});
