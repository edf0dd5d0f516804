import type { Sha256 } from '@layerkit/artifact';

/** What a lock says of a wheel. */
export interface WheelPin {
  readonly name: string;
  readonly version: string;
  readonly sha256: Sha256;
  /** Where it is built here. */
  readonly builtFrom?: SourceDistribution;
}

interface SourceDistribution {
  /** `docopt-0.6.2.tar.gz` */
  readonly file: string;
  readonly sha256: Sha256;
}

/** A wheel on disk: the file that has the digest its pin asks for. */
export interface Wheel extends WheelPin {
  /** The wheel's own name, tags included: `numpy-2.3.4-cp312-cp312-manylinux_2_28_x86_64.whl`. */
  readonly fileName: string;
  readonly path: string;
}
