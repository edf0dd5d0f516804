import { hasTemporaryName, parseLease } from './lease.ts';
import { stateOf } from './running-process.ts';
import type { TemporaryResources } from './temporary-resources.ts';

/** A function or layer version that a killed run left behind. */
export type LeftOver =
  | { readonly kind: 'function'; readonly functionName: string }
  | { readonly kind: 'layer-version'; readonly layerName: string; readonly version: number };

/**
 * Finds temporary functions and layer versions whose lease is over or whose process on this host has ended.
 * Ignores those that another run still uses. Returns functions first, so that no layer version is attached to a
 * function when it is deleted.
 */
export const findLeftOvers = async (resources: TemporaryResources): Promise<readonly LeftOver[]> => {
  const found = [...(await findLeftOverFunctions(resources))];
  for await (const { layerName, version, description } of resources.listLayers())
    if (hasTemporaryName(layerName) && (await isOver(description)))
      found.push({ kind: 'layer-version', layerName, version });
  return found;
};

/** Finds only the functions among the leftovers. */
export const findLeftOverFunctions = async (resources: TemporaryResources): Promise<readonly LeftOver[]> => {
  const found: LeftOver[] = [];
  for await (const { functionName, description } of resources.listFunctions())
    if (hasTemporaryName(functionName) && (await isOver(description)))
      found.push({ kind: 'function', functionName });
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
