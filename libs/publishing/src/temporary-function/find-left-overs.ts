import { parseLease, temporaryPrefix } from './lease.ts';
import { stateOf } from './running-process.ts';
import type { TemporaryResources } from './temporary-resources.ts';

/** What a run that was killed has left behind. */
export type LeftOver =
  | { readonly kind: 'function'; readonly functionName: string }
  | { readonly kind: 'layer-version'; readonly layerName: string; readonly version: number };

/**
 * Finds what no run holds any more: its time is over, or its process on this very host is gone. What another
 * run is at work with is left alone. Functions come first: a layer is then attached to none.
 */
export const findLeftOvers = async (resources: TemporaryResources): Promise<readonly LeftOver[]> => {
  const found: LeftOver[] = [];
  for await (const { functionName, description } of resources.listFunctions())
    if (functionName.startsWith(temporaryPrefix) && (await isOver(description)))
      found.push({ kind: 'function', functionName });
  for await (const { layerName, version, description } of resources.listLayers())
    if (layerName.startsWith(temporaryPrefix) && (await isOver(description)))
      found.push({ kind: 'layer-version', layerName, version });
  return found;
};

export const removeLeftOver = (resources: TemporaryResources, leftOver: LeftOver): Promise<void> =>
  leftOver.kind === 'function'
    ? resources.deleteFunction(leftOver.functionName)
    : resources.deleteLayerVersion(leftOver.layerName, leftOver.version);

const isOver = async (description: string): Promise<boolean> => {
  const lease = parseLease(description);
  if (lease === undefined) return false;
  if (lease.until.getTime() < Date.now()) return true;
  return lease.holder !== undefined && (await stateOf(lease.holder)) === 'gone';
};
