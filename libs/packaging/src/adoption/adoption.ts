import type { Marker } from '@layerkit/platform-resolution';

/** A version that was in use. */
export interface Pin {
  /** Normalised (PEP 503). */
  readonly name: string;
  readonly version: string;
  /** Where it was in use, if not everywhere. */
  readonly marker?: Marker;
}

/** What of something that is there a layer project can be made from. */
export interface Adoption {
  /** Lines of a requirements file: what was asked for. */
  readonly requirements: readonly string[];
  /** Limits for what gets in by another way. */
  readonly constraints: readonly string[];
  /** What a first lock prefers, so that it comes to the same versions. */
  readonly pins: readonly Pin[];
  /** Whether the pins are all there was. */
  readonly isComplete: boolean;
  /** What a person should know of how it was read. */
  readonly notes: readonly string[];
}
