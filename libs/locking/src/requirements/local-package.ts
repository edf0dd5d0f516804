/** A Python project of the workspace whose wheel goes into the layer. Its code is not pinned: build makes the wheel. */
export interface LocalPackage {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** Relative to the layer’s project, with `/`: `../shared`. */
  readonly folder: string;
  /** The marker under which it is required; undefined if it always is. */
  readonly marker?: string | undefined;
  /** The place that requires it: `uv.lock`, `requirements.in:3`. */
  readonly where: string;
}

/** A folder that a requirement names. Its project tells the name, and more requirements. */
export interface LocalReference {
  /** Absolute. */
  readonly path: string;
  /** The normalized name that the project must have, if the requirement states one. */
  readonly name?: string | undefined;
  /** Normalized. */
  readonly extras: readonly string[];
  readonly marker?: string | undefined;
  readonly where: string;
  /** Whether `sources` names it, so that its code goes in even if only its build backend knows its requirements. */
  readonly isOwn?: boolean | undefined;
}

/** Returns a text for the digest of a lock: a package that comes, goes or moves makes the lock stale, its code does not. */
export const localText = ({ name, folder, marker }: LocalPackage): string =>
  `${name} @ ${folder}${marker === undefined ? '' : ` ; ${marker}`}`;
