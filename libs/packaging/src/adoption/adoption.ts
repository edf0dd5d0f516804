import type { Marker } from '@layerkit/platform-resolution/requirements';

/** A version in use before the adoption. */
export interface Pin {
  /** Normalized (PEP 503). */
  readonly name: string;
  readonly version: string;
  /** The environments in which it was used; absent for all. */
  readonly marker?: Marker;
}

/** The parts of an existing file that a layer project is made from. */
export interface Adoption {
  /** Lines of the new requirements file. */
  readonly requirements: readonly string[];
  /** Limits on versions that add no package. */
  readonly constraints: readonly string[];
  /** Versions that the first lock prefers, so that it chooses the same ones. */
  readonly pins: readonly Pin[];
  /** Whether the pins cover all packages. */
  readonly isComplete: boolean;
  /** Messages for the user about how the file was read. */
  readonly messages: readonly string[];
}
