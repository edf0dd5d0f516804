import type { Sha256 } from '@layerkit/artifact/digest';
import type { Architecture, Runtime } from '@layerkit/platform-resolution';

/** The fields of a live layer version in a listing. */
export interface ListedLayerVersion {
  readonly version: number;
  /** ARN of this layer version, with its number. */
  readonly arn: string;
  readonly description: string;
  /** AWS’s names, because others may publish for runtimes that layerkit does not know. */
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
}

/** A layer version with the fields that a listing leaves out. */
export interface LayerVersion extends ListedLayerVersion {
  /** CodeSha256: Lambda’s digest of the stored zip. */
  readonly sha256: Sha256;
  readonly licenseInfo?: string | undefined;
}

/** A layer version with the URL of its zip. */
export interface StoredLayerVersion extends LayerVersion {
  /** A signed URL that lets anyone read the zip for ten minutes. Must not be printed. */
  readonly location: string;
}

export interface NewLayerVersion {
  readonly layerName: string;
  readonly description: string;
  readonly licenseInfo?: string | undefined;
  readonly runtimes: readonly Runtime[];
  readonly architectures: readonly Architecture[];
  readonly zip: Uint8Array;
}

/** The port to Lambda’s layer versions. All of its methods throw LayerkitError aws/*. */
export interface LayerVersions {
  /** Lists live layer versions, newest first, page by page. Empty for an unknown layer. */
  list(layerName: string): AsyncIterable<ListedLayerVersion>;
  /** Returns `undefined` if the layer version does not exist or was deleted. */
  get(layerName: string, version: number): Promise<LayerVersion | undefined>;
  /** Reads a layer version of any account that allows it. Returns `undefined` in the same cases as `get`. */
  getByArn(arn: string): Promise<StoredLayerVersion | undefined>;
  publish(request: NewLayerVersion): Promise<LayerVersion>;
}
