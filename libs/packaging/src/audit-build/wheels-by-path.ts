import type { Sha256 } from '@layerkit/artifact/digest';
import { type LayerPlan, pathInZip } from '@layerkit/assembly';

/** Returns which wheel a path in a layer’s zip comes from: undefined for own code. */
export type WheelOf = (path: string) => Sha256 | undefined;

/** Returns which wheels the paths in the zip of a planned layer come from. */
export const wheelsByPath = ({ entries, packages }: Pick<LayerPlan, 'entries' | 'packages'>): WheelOf => {
  const digests = new Map(packages.map(({ name, sha256 }) => [name, sha256]));
  const owners = new Map(entries.map((entry) => [pathInZip(entry), entry.origin.owner]));
  return (path) => digests.get(owners.get(path) ?? '');
};
