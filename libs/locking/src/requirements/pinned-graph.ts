import type { Sha256 } from '@layerkit/artifact/digest';
import type { Marker, MarkerSelection } from '@layerkit/platform-resolution/requirements';
import type { Requirement } from './requirement.ts';

/** A requirement of a project or a package on a package in the lock. */
export interface PinnedEdge {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** The versions that it allows, as lists of specifiers (PEP 440). One of the lists must hold. */
  readonly specifiers: readonly string[];
  /** The extras of the package that it adds. Normalized. */
  readonly extras: readonly string[];
  /** All of them must be true. */
  readonly markers: readonly Marker[];
  /** The wheel that it leads to, if the lock names one by a path. A lock may have several for one version. */
  readonly wheel?: string | undefined;
}

/** One version of a package that a lock of another tool pins. */
export interface PinnedPackage {
  /** Normalized (PEP 503). */
  readonly name: string;
  /** Absent for a folder, whose version is not locked. */
  readonly version?: string | undefined;
  /** `>=3.9`; undefined if any Python is allowed. */
  readonly requiresPython?: string | undefined;
  readonly hashes: readonly Sha256[];
  /** Empty if the lock lists everything to install, so that every package is a root. */
  readonly edges: readonly PinnedEdge[];
  /**
   * The kind of source that is not a package index: `git`, `url`. `folder` for a project without a pin, `wheel` for a wheel
   * with a path.
   */
  readonly source?: string | undefined;
  /** The path of its folder, relative to the layer’s project, with `/`. */
  readonly folder?: string | undefined;
  /** The path of its wheel, relative to the layer’s project, with `/`. */
  readonly wheel?: string | undefined;
}

/** A requirement that a project states, with its edge into the lock. */
export interface StatedRequirement extends Requirement {
  readonly edge: PinnedEdge;
}

/** The packages that a lock of another tool pins. A layer gets only these: uv adds no package. */
export interface PinnedGraph {
  readonly file: string;
  /** Absolute. The paths of folders and wheels are relative to it. */
  readonly projectRoot: string;
  readonly packages: readonly PinnedPackage[];
  readonly roots: readonly PinnedEdge[];
  /** The project’s own requirements; undefined if the format does not tell them from the others. */
  readonly stated?: readonly StatedRequirement[] | undefined;
  /** The extras and groups that layer.json selects, for the markers of the roots and of what is stated. */
  readonly selected: MarkerSelection;
  /** The lock is only for targets on which one of these is true. Absent if it is for all. */
  readonly environments?: readonly Marker[];
  /** The command of the tool that makes the lock again. */
  readonly command: string;
}
