import type { LayerManifest } from '@layerkit/artifact';
import type { LayerBuild } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatBytes, formatMilliseconds } from '@layerkit/terminal';

/** What build made, for a person: size before and after pruning, what each rule dropped, the digest. */
export const describeBuild = (
  { artifact, fetched, warnings }: LayerBuild,
  milliseconds: number,
): readonly string[] => {
  const { target, zip, packages } = artifact.manifest;
  return [
    ...warnings.map((warning) => `warning: ${warning}`),
    `${formatTarget(target)}: ${contents(packages.length, fetched)} in ${formatMilliseconds(milliseconds)}`,
    ...describePruning(artifact.manifest),
    ...describeBytecode(artifact.manifest),
    `  layer.zip ${sizes(zip)}, sha256 ${zip.sha256}`,
  ];
};

/** Nothing where no rule found anything to drop. */
const describePruning = ({ beforePruning, pruned }: LayerManifest): readonly string[] => {
  const effective = pruned.filter(({ files }) => files.length > 0);
  if (effective.length === 0) return [];
  return [
    `  before pruning ${sizes(beforePruning)}`,
    ...effective.map(({ rule, files }) => {
      const bytes = files.reduce((sum, file) => sum + file.unpackedBytes, 0);
      return `  ${rule} drops ${files.length} files, ${formatBytes(bytes)} unpacked`;
    }),
  ];
};

const describeBytecode = ({ bytecode }: LayerManifest): readonly string[] => {
  if (bytecode === undefined) return [];
  const { mode, files, zippedBytes, unpackedBytes, interpreter, notCompiled } = bytecode;
  const modules = mode === 'all' ? 'all modules' : 'what the entry modules import';
  const left = notCompiled.length === 0 ? '' : `; ${notCompiled.length} files don’t compile`;
  return [
    `  bytecode of ${modules} adds ${sizes({ bytes: zippedBytes, unpackedBytes, entries: files })}, by ${interpreter}${left}`,
  ];
};

const sizes = (facts: { readonly bytes: number; readonly unpackedBytes: number; readonly entries: number }) =>
  `${formatBytes(facts.bytes)} zipped, ${formatBytes(facts.unpackedBytes)} unpacked, ${facts.entries} files`;

const contents = (packages: number, fetched: number): string =>
  packages === 0 ? 'own sources' : `${packages} packages, ${fetched} fetched,`;
