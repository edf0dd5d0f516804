import type { OperatingSystem } from './operating-systems.ts';

/**
 * What is known about one Lambda runtime (AWS Lambda developer guide, "Lambda runtimes"). A runtime is added by
 * adding its record; everything else follows from the record.
 */
export interface RuntimeRecord {
  /** Which language it runs: what is imported, and from where in a layer. */
  readonly family: 'python';
  /** The language version in the runtime’s name: `3.12`. */
  readonly version: string;
  /** Set while AWS offers the runtime as a preview. */
  readonly preview?: true;
  readonly operatingSystem: OperatingSystem;
  readonly retirement: Retirement;
  /** The packages that functions find without a layer; undefined when they are not known. */
  readonly ships: readonly ShippedPackage[] | undefined;
  /**
   * The number that a `.pyc` begins with, as two bytes, the low one first: MAGIC_NUMBER of CPython
   * (Include/internal/pycore_magic_number.h). It is fixed when a version is released.
   */
  readonly bytecodeMagic: number;
  /**
   * File name endings of extension modules for the stable ABI, in the order that Python looks for them (PEP 384;
   * for `abi3t` PEP 803). `MACHINE` stands for the processor’s name.
   */
  readonly stableAbiSuffixes: readonly string[];
  /** How the top-level modules of the standard library differ from the previous version’s, space-separated. */
  readonly standardLibrary: { readonly gained: string; readonly lost: string };
}

/** A package that functions find in a runtime without a layer. */
export interface ShippedPackage {
  /** The distribution, normalised (PEP 503). */
  readonly name: string;
  /** The top-level module it is imported by. */
  readonly module: string;
  /**
   * The AWS SDK, whose packages only work with each other’s versions; what the SDK requires; other packages for
   * functions to import; or the runtime’s own client, which is not offered to functions.
   */
  readonly part: 'sdk' | 'sdk-dependency' | 'extra' | 'client';
}

/** The family of a runtime. */
export type RuntimeFamily = RuntimeRecord['family'];

/** The three steps in which AWS retires a runtime. Days are YYYY-MM-DD; a step without one has no known day. */
export interface Retirement {
  /** The runtime gets no more security updates. When AWS’s pages disagree, all the days they give, earliest first. */
  readonly deprecated?: string | readonly [string, ...string[]];
  /** Functions can no longer be created on it. */
  readonly creationBlocked?: string;
  /** Functions on it can no longer be updated. */
  readonly updatesBlocked?: string;
}
