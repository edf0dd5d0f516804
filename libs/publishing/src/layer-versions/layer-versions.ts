import type { Sha256 } from '@layerkit/artifact';
import type { Architecture, Runtime } from '@layerkit/platform-resolution';

/** A live version as a listing shows it. */
export interface ListedLayerVersion {
  readonly version: number;
  /** ARN of this version, the number included. */
  readonly arn: string;
  readonly description: string;
  /** Names as AWS has them: a version made by others may be for runtimes layerkit does not know. */
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
}

/** A version with what only asking for it alone tells. */
export interface LayerVersion extends ListedLayerVersion {
  /** CodeSha256: Lambda’s own digest of the zip it holds. */
  readonly sha256: Sha256;
  readonly licenseInfo?: string | undefined;
}

/** A version and where its zip lies. */
export interface StoredLayerVersion extends LayerVersion {
  /** Signed, and good for ten minutes: whoever has it can read the zip. Not to be shown. */
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
  /** Live versions, newest first, read page by page as they are asked for; none for an unknown layer. */
  list(layerName: string): AsyncIterable<ListedLayerVersion>;
  /** `undefined` when there is no such version, or none any more. */
  get(layerName: string, version: number): Promise<LayerVersion | undefined>;
  /** The version of this ARN, from any account that allows it; `undefined` as with `get`. */
  getByArn(arn: string): Promise<StoredLayerVersion | undefined>;
  publish(request: NewLayerVersion): Promise<LayerVersion>;
}
