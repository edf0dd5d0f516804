import { sha256ToBase64 } from '@layerkit/artifact';
import { layerArn, layerVersionArn, type Scope } from '../naming/scope.ts';
import type { LayerVersion } from './layer-record.ts';

/** What the lists say of a version: no digest and no place to fetch it from. */
export const describeInList = (scope: Scope, name: string, version: LayerVersion) => ({
  LayerVersionArn: layerVersionArn(scope, name, version.version),
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
  /** Where its zip can be fetched for a while. */
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
