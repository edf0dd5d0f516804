import type { LayerManifest } from '@layerkit/artifact';
import { describeGroup, groupFindings, type LayerBuild } from '@layerkit/packaging';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatBytes, formatMilliseconds } from '@layerkit/terminal';

/** What build made, for a person: size before and after pruning, what each rule dropped, the digest. */
export const describeBuild = (
  { artifact, fetched, warnings }: LayerBuild,
  milliseconds: number,
): readonly string[] => {
  const { target, zip, packages } = artifact.manifest;
  return [
    ...[...warnings, ...auditWarnings(artifact.manifest)].map((warning) => `warning: ${warning}`),
    `${formatTarget(target)}: ${contents(packages.length, fetched)} in ${formatMilliseconds(milliseconds)}`,
    ...describePruning(artifact.manifest),
    ...describeBytecode(artifact.manifest),
    ...describeAudit(artifact.manifest),
    `  layer.zip ${sizes(zip)}, sha256 ${zip.sha256}`,
  ];
};

/** More would push what matters off the screen. */
const mostWarnings = 20;

const auditWarnings = ({ audit }: LayerManifest): readonly string[] => {
  const found = audit?.findings.filter(({ severity }) => severity === 'warning') ?? [];
  const lines = groupFindings(found).map(describeGroup);
  const rest = lines.length - mostWarnings;
  return rest > 0
    ? [...lines.slice(0, mostWarnings), `${rest} more: all of them are in manifest.json, under audit`]
    : lines;
};

/** What is not worth a line each. */
const describeAudit = ({ audit }: LayerManifest): readonly string[] => {
  const notes = audit?.findings.filter(({ severity }) => severity === 'note').length ?? 0;
  const ignored = audit?.ignored.length ?? 0;
  const parts = [
    ...(notes > 0 ? [`${notes} ${notes === 1 ? 'note' : 'notes'}`] : []),
    ...(ignored > 0 ? [`${ignored} ignored with a reason`] : []),
  ];
  return parts.length === 0 ? [] : [`  audit: ${parts.join(', ')}; see manifest.json`];
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
