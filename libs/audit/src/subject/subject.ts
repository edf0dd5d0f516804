import type { Finding } from '@layerkit/artifact/finding';
import type { Target } from '@layerkit/platform-resolution';
import type { ZipRole } from '@layerkit/platform-resolution/layout';
import type { EntryPoint } from '@layerkit/wheels/metadata';
import type { AuditedFile } from './audited-file.ts';
import type { KnownBinaries } from './known-binaries.ts';
import type { KnownSources } from './known-sources.ts';

export type { AuditedFile };

/** A distribution’s metadata from its `.dist-info` (core metadata specification; PEP 376). */
export interface Distribution {
  /** The normalized name (PEP 503). */
  readonly name: string;
  readonly version: string;
  /** The path in the zip: `python/boto3-1.40.0.dist-info/`. */
  readonly directory: string;
  /** `Requires-Dist` lines as written. */
  readonly requires: readonly string[];
  /** Paths in the zip that its RECORD lists, except those in other places. Undefined without a RECORD. */
  readonly record: readonly string[] | undefined;
  /** Digests in RECORD by path in the zip: `sha256=…`. Some files have none. */
  readonly digests: ReadonlyMap<string, string>;
  /** `Requires-Python` as written. */
  readonly requiresPython: string | undefined;
  readonly entryPoints: readonly EntryPoint[];
  /** The names in `top_level.txt`, which few distributions still have. */
  readonly topLevel: readonly string[];
  /** Required parts that are missing: `METADATA`, or its fields `Name` and `Version`. */
  readonly lacking: readonly string[];
  /** Paths in the zip of metadata that is larger than any real one, and not read. */
  readonly notRead?: readonly string[] | undefined;
}

/** A layer zip opened for an audit, as plain data. */
export interface AuditSubject {
  readonly zipPath: string;
  readonly target: Target;
  /** Whether it is a layer, the default, or a function. */
  readonly role?: ZipRole | undefined;
  /** Whether a function has layers, which may have what it lacks. */
  readonly hasLayers?: boolean | undefined;
  readonly files: readonly AuditedFile[];
  /**
   * The folders that modules are imported from, or were meant to be: `python/`, or `build/python/` in a wrongly
   * made zip.
   */
  readonly pythonRoots: readonly string[];
  readonly distributions: readonly Distribution[];
  /** Distributions that other layers have, which are attached together with this one. By default none. */
  readonly provided?: readonly ProvidedDistribution[] | undefined;
  /** Returns the distribution that owns a path in the zip, by its RECORD, otherwise by the path’s folder. */
  readonly ownerOf: (path: string) => string | undefined;
  /** Paths in the zip that prune rules dropped, so that no finding reports them as missing. */
  readonly dropped: ReadonlySet<string>;
  /** Whether the zip consists of whole wheels. Files that no distribution claims are then own code. */
  readonly isMadeOfWheels?: boolean | undefined;
  /**
   * `proven` if every file is known to unpack to what the zip says. `too-large` if the files are larger than Lambda
   * allows: then auditors read no contents, only `openSubject` reads the metadata.
   */
  readonly contents?: 'proven' | 'too-large' | undefined;
  /** A store of facts about binaries. Without it every binary is unpacked. */
  readonly knownBinaries?: KnownBinaries | undefined;
  /** Without it every Python source is read. */
  readonly knownSources?: KnownSources | undefined;
}

/** A distribution of another layer. */
export interface ProvidedDistribution {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** Undefined if it is not known. */
  readonly version?: string | undefined;
  /** The other layer, if it is known. */
  readonly by?: string | undefined;
}

/** Asks one kind of question about a zip. Defects in the zip never make it throw: they are findings. */
export type Auditor = (subject: AuditSubject) => readonly Finding[] | Promise<readonly Finding[]>;
