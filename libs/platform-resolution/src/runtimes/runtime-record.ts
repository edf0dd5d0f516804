import type { OperatingSystem } from './operating-systems.ts';

/**
 * The facts about one Lambda runtime (AWS Lambda developer guide, "Lambda runtimes"). To add a runtime, add its record;
 * everything else follows from it.
 */
export interface RuntimeRecord {
  /** The language. It decides which folders of a layer the runtime imports from. */
  readonly family: 'python';
  /** The language version in the runtime’s name: `3.12`. */
  readonly version: string;
  /** Set while AWS offers the runtime as a preview. */
  readonly preview?: true;
  readonly operatingSystem: OperatingSystem;
  readonly retirement: Retirement;
  /** The packages that functions find without a layer; undefined if they are unknown. */
  readonly ships: readonly ShippedPackage[] | undefined;
  /**
   * The first two bytes of a `.pyc`, the low one first: MAGIC_NUMBER of CPython
   * (Include/internal/pycore_magic_number.h). It is fixed when a version is released.
   */
  readonly bytecodeMagic: number;
  /**
   * The suffixes of native modules for the stable ABI, in the order in which Python looks for them (PEP 384; for
   * `abi3t` PEP 803). `MACHINE` stands for the processor’s name.
   */
  readonly stableAbiSuffixes: readonly string[];
  /** The top-level modules that the standard library gained and lost since the previous version, space-separated. */
  readonly standardLibrary: { readonly gained: string; readonly lost: string };
}

/** A package that functions find in a runtime without a layer. */
export interface ShippedPackage {
  /** The distribution’s name, normalized (PEP 503). */
  readonly name: string;
  /** Its top-level module. */
  readonly module: string;
  /**
   * The AWS SDK, whose packages only work with matching versions of each other; a dependency of the SDK; another
   * package for functions to import; or the runtime’s own client, which functions don’t use.
   */
  readonly part: 'sdk' | 'sdk-dependency' | 'extra' | 'client';
}

/** The family of a runtime. */
export type RuntimeFamily = RuntimeRecord['family'];

/** The three steps in which AWS retires a runtime, as YYYY-MM-DD. The day of an absent step is unknown. */
export interface Retirement {
  /** Security updates end. If AWS’s pages disagree, all the days that they give, the earliest first. */
  readonly deprecated?: string | readonly [string, ...string[]];
  /** Creating functions on the runtime is blocked. */
  readonly creationBlocked?: string;
  /** Updating functions on the runtime is blocked. */
  readonly updatesBlocked?: string;
}
