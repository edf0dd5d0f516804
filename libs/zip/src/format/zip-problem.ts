import { quoteName } from './zip-entry.ts';

/** The kind of a problem. A strict reader refuses all of them, an audit weighs them. */
export type ZipProblemKind =
  /** Its content can’t be read. */
  | 'unreadable'
  /** Programs that read it come to different results. */
  | 'ambiguous'
  /** Its name is not a plain path below the root. */
  | 'path'
  | 'symlink'
  /** It is a device, a pipe or a socket. */
  | 'special';

/** A problem of an entry. The text continues a sentence that starts with its name: `is encrypted`. */
export interface EntryProblem {
  readonly kind: ZipProblemKind;
  readonly text: string;
}

/** A problem of an entry or, without a name, of the zip itself. */
export interface ZipProblem extends EntryProblem {
  readonly name?: string;
}

export type ReportZipProblem = (problem: ZipProblem) => void;

/** Formats a problem as a line of text. */
export const formatZipProblem = ({ name, text }: ZipProblem): string =>
  name === undefined ? text : `${quoteName(name)} ${text}`;
