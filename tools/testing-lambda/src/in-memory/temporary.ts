import { Readable } from 'node:stream';
import type { ListedLayer, TemporaryResources } from '@layerkit/publishing/temporary-function';
import type { Stored } from './functions.ts';

export interface Shelves {
  readonly stored: Map<string, Stored>;
  readonly newest: () => readonly ListedLayer[];
  readonly deleteVersion: (layerName: string, version: number) => void;
  readonly calls: string[];
}

/** Lists and deletes what the other ports in memory hold. */
export const inMemoryTemporary = ({ stored, newest, deleteVersion, calls }: Shelves): TemporaryResources => ({
  listFunctions: () =>
    Readable.from(
      [...stored.values()].map(({ state: { functionName, configuration } }) => ({
        functionName,
        description: configuration.description,
      })),
    ),
  listLayers: () =>
    Readable.from(
      newest().map(({ layerName, version, description }) => ({ layerName, version, description })),
    ),
  deleteFunction: (functionName) => {
    calls.push('delete function');
    stored.delete(functionName);
    return Promise.resolve();
  },
  deleteLayerVersion: (layerName, version) => {
    calls.push('delete layer version');
    deleteVersion(layerName, version);
    return Promise.resolve();
  },
});
