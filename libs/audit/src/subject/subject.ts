import type { Finding } from '@layerkit/artifact';
import type { Target } from '@layerkit/platform-resolution';
import type { EntryPoint } from '@layerkit/wheels';
import type { AuditedFile } from './audited-file.ts';
import type { BinaryNotes } from './binary-notes.ts';

export type { AuditedFile };

/** What a distribution says of itself in its `.dist-info` (core metadata specification; PEP 376). */
export interface Distribution {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string;
  /** `python/boto3-1.40.0.dist-info/`, as it stands in the zip. */
  readonly directory: string;
  /** `Requires-Dist` lines as written. */
  readonly requires: readonly string[];
  /** Paths in the zip that its RECORD claims, those of other places left out. Undefined without a RECORD. */
  readonly record: readonly string[] | undefined;
  /** What RECORD says of their content, by path in the zip: `sha256=…`. Some files have no digest. */
  readonly digests: ReadonlyMap<string, string>;
  /** `Requires-Python` as written. */
  readonly requiresPython: string | undefined;
  readonly entryPoints: readonly EntryPoint[];
  /** The names in `top_level.txt`, which few still have. */
  readonly topLevel: readonly string[];
  /** What it ought to have and has not: `METADATA`, or its fields `Name` and `Version`. */
  readonly lacking: readonly string[];
}

/** A layer zip opened for an audit: plain data, whatever made the zip. */
export interface AuditSubject {
  readonly zipPath: string;
  readonly target: Target;
  readonly files: readonly AuditedFile[];
  /** Where modules are imported from, or were meant to be: `python/`, or `build/python/` of a zip made wrongly. */
  readonly pythonRoots: readonly string[];
  readonly distributions: readonly Distribution[];
  /** The distribution that a path of the zip belongs to: its RECORD’s word, else the folder it lies in. */
  readonly ownerOf: (path: string) => string | undefined;
  /** Paths in the zip that prune rules dropped: they are not missed. */
  readonly dropped: ReadonlySet<string>;
  /** Known to be made of whole wheels: what no distribution claims are own sources. */
  readonly isMadeOfWheels?: boolean | undefined;
  /** What is known of binaries’ bytes; without it every binary is unpacked. */
  readonly binaryNotes?: BinaryNotes | undefined;
}

/** One kind of question asked of a zip. It never throws for what stands in the zip: that is a finding. */
export type Auditor = (subject: AuditSubject) => readonly Finding[] | Promise<readonly Finding[]>;
