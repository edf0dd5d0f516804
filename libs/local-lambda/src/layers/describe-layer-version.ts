import { sha256ToBase64 } from '@layerkit/artifact/digest';
import { layerArn, formatLayerVersionArn, type Scope } from '../naming/scope.ts';
import type { LayerVersion } from './layer-record.ts';

/** Describes a layer version as lists do: without its digest and location. */
export const describeInList = (scope: Scope, name: string, version: LayerVersion) => ({
  LayerVersionArn: formatLayerVersionArn(scope, name, version.version),
  Version: version.version,
  Description: version.description,
  CreatedDate: version.createdDate,
  CompatibleRuntimes: version.compatibleRuntimes,
  CompatibleArchitectures: version.compatibleArchitectures,
  LicenseInfo: version.licenseInfo,
});

export interface NamedLayerVersion {
  readonly name: string;
  readonly version: LayerVersion;
  /** The URL of its zip, which expires. */
  readonly location: string;
}

export const describeLayerVersion = (scope: Scope, { name, version, location }: NamedLayerVersion) => ({
  Content: {
    Location: location,
    CodeSha256: sha256ToBase64(version.archive.sha256),
    CodeSize: version.archive.size,
  },
  LayerArn: layerArn(scope, name),
  ...describeInList(scope, name, version),
});
