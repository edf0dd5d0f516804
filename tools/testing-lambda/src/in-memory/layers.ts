import { Readable } from 'node:stream';
import { sha256Of } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';
import type { LayerVersion, LayerVersions } from '@layerkit/publishing/layer-versions';

/** Implements LayerVersions in a Map. The same contract tests it and the real ones. */
export const inMemoryLayers = (calls: string[]) => {
  const versions = new Map<string, LayerVersion[]>();
  const numbers = new Map<string, number>();
  const zips = new Map<string, Uint8Array>();
  const layers: LayerVersions = {
    list: (layerName) => {
      calls.push('list');
      return Readable.from([...(versions.get(layerName) ?? [])].reverse());
    },
    get: (layerName, version) => {
      calls.push('get');
      return Promise.resolve(versions.get(layerName)?.find((found) => found.version === version));
    },
    getByArn: (arn) => {
      calls.push('getByArn');
      const version = [...versions.values()].flat().find((found) => found.arn === arn);
      return Promise.resolve(version && { ...version, location: dataAddress(zips.get(arn)) });
    },
    publish: ({ layerName, zip, description, runtimes, architectures }) => {
      calls.push('publish');
      if (!isZip(zip)) return Promise.reject(notAZip());
      const version = (numbers.get(layerName) ?? 0) + 1;
      numbers.set(layerName, version);
      const arn = `arn:aws:lambda:eu-central-1:000000000000:layer:${layerName}:${version}`;
      const published = { version, arn, description, runtimes, architectures, sha256: sha256Of(zip) };
      versions.set(layerName, [...(versions.get(layerName) ?? []), published]);
      zips.set(arn, zip);
      return Promise.resolve(published);
    },
  };
  return {
    layers,
    /** Returns each layer with its newest live version. */
    newest: () =>
      [...versions].flatMap(([layerName, live]) => live.slice(-1).map((last) => ({ layerName, ...last }))),
    /** Deletes a version as DeleteLayerVersion does. Its number is never used again. */
    deleteVersion: (layerName: string, version: number) => {
      const left = (versions.get(layerName) ?? []).filter((found) => found.version !== version);
      versions.set(layerName, left);
    },
    /** Adds a version with any description, as someone else could. */
    addVersion: (layerName: string, version: LayerVersion) => {
      numbers.set(layerName, version.version);
      versions.set(layerName, [...(versions.get(layerName) ?? []), version]);
    },
    exists: (arn: string) => [...versions.values()].flat().some((version) => version.arn === arn),
  };
};

const dataAddress = (zip: Uint8Array = Buffer.alloc(0)): string =>
  `data:application/zip;base64,${Buffer.from(zip).toString('base64')}`;

export const isZip = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('PK\x03\x04'));

export const notAZip = () =>
  refusal(
    'InvalidParameterValueException: Could not unzip uploaded file. Please check your file, then try to upload again.',
  );

export const refusal = (message: string): LayerkitError =>
  new LayerkitError({ code: 'aws/refused', message });
