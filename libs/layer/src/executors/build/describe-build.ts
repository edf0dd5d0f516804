import type { LayerBuild } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatBytes, formatMilliseconds } from '@layerkit/terminal';

/** What build made, for a person: size before and after pruning, what each rule dropped, the digest. */
export const describeBuild = (
  { artifact, fetched, warnings }: LayerBuild,
  milliseconds: number,
): readonly string[] => {
  const { target, zip, packages, pruned, beforePruning } = artifact.manifest;
  return [
    ...warnings.map((warning) => `warning: ${warning}`),
    `${formatTarget(target)}: ${packages.length} packages, ${fetched} fetched, in ${formatMilliseconds(milliseconds)}`,
    `  before pruning ${sizes(beforePruning)}`,
    ...pruned.map(({ rule, files }) => {
      const bytes = files.reduce((sum, file) => sum + file.unpackedBytes, 0);
      return `  ${rule} drops ${files.length} files, ${formatBytes(bytes)} unpacked`;
    }),
    `  layer.zip ${sizes(zip)}, sha256 ${zip.sha256}`,
  ];
};

const sizes = (facts: { readonly bytes: number; readonly unpackedBytes: number; readonly entries: number }) =>
  `${formatBytes(facts.bytes)} zipped, ${formatBytes(facts.unpackedBytes)} unpacked, ${facts.entries} files`;
