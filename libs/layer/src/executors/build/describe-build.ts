import type { LayerManifest, LeftOut } from '@layerkit/artifact/manifest';
import { formatTarget, quotas } from '@layerkit/platform-resolution';
import { formatBytes, formatCount, formatMilliseconds, formatShare, formatTable } from '@layerkit/terminal';
import { auditWarnings, describeAudit, type LayerBuild } from '@layerkit/packaging';

export interface BuildFacts {
  readonly milliseconds: number;
  /** One line about the fetched wheels, if any. */
  readonly fetched?: string | undefined;
}

/**
 * Returns lines about a built layer: its size before and after pruning, what each rule dropped, and the
 * digest. Nx prints them again when it restores the layer from its cache, also in the log of another machine.
 * So they describe the artifact and have no colors.
 */
export const describeBuild = (
  { artifact, warnings }: LayerBuild,
  { milliseconds, fetched }: BuildFacts,
): readonly string[] => {
  const { target, zip, packages } = artifact.manifest;
  const contents =
    packages.length === 0 ? ownContents(artifact.manifest) : formatCount(packages.length, 'package');
  return [
    ...[...warnings, ...auditWarnings(artifact.manifest.audit)].map((warning) => `warning: ${warning}`),
    ...(fetched === undefined ? [] : [`${formatTarget(target)}: ${fetched}`]),
    `${formatTarget(target)}: ${contents}, ${sizes(zip)}; built in ${formatMilliseconds(milliseconds)}`,
    ...describePruning(artifact.manifest),
    ...describeProvided(artifact.manifest),
    ...describeFiles(artifact.manifest),
    ...describeBytecode(artifact.manifest),
    ...describeAudit(artifact.manifest.audit),
    `  layer.zip has sha256 ${zip.sha256}`,
  ];
};

const ownContents = ({ zip, files }: LayerManifest): string =>
  zip.entries === files?.files ? 'files' : 'own code';

/** Returns a table of all targets. A single target needs none, because its lines are already printed. */
export const describeBuilds = (manifests: readonly LayerManifest[]): readonly string[] =>
  manifests.length < 2
    ? []
    : formatTable(
        ['target', 'packages', 'zipped', 'of the limit', 'unpacked', 'of the limit', 'pruned'],
        manifests.map(({ target, packages, zip, pruned }) => [
          formatTarget(target),
          String(packages.length),
          formatBytes(zip.bytes),
          formatShare(zip.bytes, quotas.zipInRequest),
          formatBytes(zip.unpackedBytes),
          formatShare(zip.unpackedBytes, quotas.unpacked),
          formatBytes(unpackedBytesOf(pruned.flatMap(({ files }) => files))),
        ]),
        [1, 2, 3, 4, 5, 6],
      );

/** Returns no lines if no rule dropped a file. */
const describePruning = ({ beforePruning, pruned }: LayerManifest): readonly string[] => {
  const effective = pruned.filter(({ files }) => files.length > 0);
  if (effective.length === 0) return [];
  const rules = effective.map(
    ({ rule, files }) =>
      `${rule} ${formatCount(files.length, 'file')}, ${formatBytes(unpackedBytesOf(files))}`,
  );
  return [`  left out: ${rules.join('; ')} unpacked`, `  without pruning: ${sizes(beforePruning)}`];
};

const unpackedBytesOf = (files: readonly LeftOut[]): number =>
  files.reduce((sum, file) => sum + file.unpackedBytes, 0);

const describeBytecode = ({ bytecode }: LayerManifest): readonly string[] => {
  if (bytecode === undefined) return [];
  const { mode, files, zippedBytes, unpackedBytes, interpreter, notCompiled } = bytecode;
  const modules = mode === 'all' ? 'all modules' : 'the imported modules';
  const left =
    notCompiled.length === 0
      ? ''
      : `; ${formatCount(notCompiled.length, 'file')} ${notCompiled.length === 1 ? 'doesn’t' : 'don’t'} compile`;
  return [
    `  bytecode of ${modules} adds ${sizes({ bytes: zippedBytes, unpackedBytes, entries: files })}, compiled by ${interpreter}${left}`,
  ];
};

/** Returns a line for each other layer with the packages that are left to it. */
const describeProvided = ({ provided = [] }: LayerManifest): readonly string[] => {
  const byLayer = new Map<string, string[]>();
  for (const { name, version, by = 'others', providedVersion = version } of provided)
    byLayer.set(by, [...(byLayer.get(by) ?? []), `${name} ${providedVersion}`]);
  return [...byLayer].map(([by, packages]) => `  left to ${by}: ${packages.join(', ')}`);
};

const describeFiles = ({ files }: LayerManifest): readonly string[] =>
  files === undefined
    ? []
    : [`  beside python/: ${sizes({ ...files, bytes: files.zippedBytes, entries: files.files })}`];

const sizes = (facts: { readonly bytes: number; readonly unpackedBytes: number; readonly entries: number }) =>
  `${formatBytes(facts.bytes)} zipped, ${formatBytes(facts.unpackedBytes)} unpacked, ${formatCount(facts.entries, 'file')}`;
