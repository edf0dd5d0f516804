import type { Sha256 } from '@layerkit/artifact/digest';

/** A pin of a lock: a wheel's project, version and digest. */
export interface WheelPin {
  readonly name: string;
  readonly version: string;
  readonly sha256: Sha256;
  /** The source distribution, if the wheel is built from source. */
  readonly builtFrom?: SourceDistribution;
}

interface SourceDistribution {
  /** `docopt-0.6.2.tar.gz` */
  readonly file: string;
  readonly sha256: Sha256;
}

/** A wheel on disk, with the digest of its pin. */
export interface Wheel extends WheelPin {
  /** The file name, with tags: `numpy-2.3.4-cp312-cp312-manylinux_2_28_x86_64.whl`. */
  readonly fileName: string;
  readonly path: string;
}
