import { quoteName } from './zip-entry.ts';

/** What kind of thing is wrong: a strict reader refuses all of them, an audit weighs them. */
export type ZipProblemKind =
  /** Its content can’t be got at. */
  | 'unreadable'
  /** Readers of zips come to different results. */
  | 'ambiguous'
  /** Its name is no plain path below the root. */
  | 'path'
  | 'symlink'
  /** A device, a pipe, a socket. */
  | 'special';

/** What is wrong with an entry, in words that go on after its name: `is encrypted`. */
export interface EntryProblem {
  readonly kind: ZipProblemKind;
  readonly text: string;
}

/** What is wrong with an entry, or, without a name, with the zip itself. */
export interface ZipProblem extends EntryProblem {
  readonly name?: string;
}

export type ReportZipProblem = (problem: ZipProblem) => void;

/** The problem as a line for a person. */
export const formatZipProblem = ({ name, text }: ZipProblem): string =>
  name === undefined ? text : `${quoteName(name)} ${text}`;
