import type { Sha256 } from '@layerkit/artifact/digest';
import { type LayerPlan, pathInZip } from '@layerkit/assembly';

/** Returns which wheel of a planned layer a path in its zip comes from: undefined for own code. */
export const wheelsByPath = ({
  entries,
  packages,
}: Pick<LayerPlan, 'entries' | 'packages'>): ((path: string) => Sha256 | undefined) => {
  const digests = new Map(packages.map(({ name, sha256 }) => [name, sha256]));
  const owners = new Map(entries.map((entry) => [pathInZip(entry), entry.origin.owner]));
  return (path) => digests.get(owners.get(path) ?? '');
};
