import type { FunctionManifest } from '@layerkit/artifact/manifest';
import { formatBytes, formatCount } from '@layerkit/terminal';

const mostNamed = 5;

/** Returns lines about a function’s own packages: their sizes, pruned files, and the packages that layers have. */
export const describePackages = ({
  packages,
  provided = [],
  runtimeProvided = [],
  pruned = [],
}: FunctionManifest): readonly string[] => {
  if (packages === undefined) return [];
  const dropped = pruned.filter(({ rule }) => !leftRules.has(rule)).flatMap(({ files }) => files);
  return [
    ...ofPackages(packages),
    ...(dropped.length === 0
      ? []
      : [
          `  pruned: ${formatCount(dropped.length, 'file')}, ${formatBytes(unpackedBytesOf(dropped))} unpacked`,
        ]),
    ...[...new Set(provided.map(({ by }) => by))].map((layer) => {
      const group = provided.filter(({ by }) => by === layer);
      return `  left out${layer === undefined ? '' : `, in ${layer}`}: ${group.map(shown).join(', ')}`;
    }),
    ...(runtimeProvided.length === 0
      ? []
      : [`  left out, in the runtime: ${runtimeProvided.map(({ name }) => name).join(', ')}`]),
  ];
};

/** Pruning reasons of packages that are left out as a whole. */
const leftRules: ReadonlySet<string> = new Set(['provided', 'runtime-provided']);

type Packages = NonNullable<FunctionManifest['packages']>;

const ofPackages = (packages: Packages): readonly string[] => {
  if (packages.length === 0) return ['  no packages of its own: its layers have all'];
  const largest = packages.toSorted((a, b) => b.unpackedBytes - a.unpackedBytes).slice(0, mostNamed);
  const named = largest.map(
    ({ name, version, unpackedBytes }) => `${name} ${version} ${formatBytes(unpackedBytes)}`,
  );
  const rest = packages.length - largest.length;
  return [
    `  ${formatCount(packages.length, 'package')} of its own, ${formatBytes(unpackedBytesOf(packages))} unpacked: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
  ];
};

const shown = ({
  name,
  version,
  providedVersion = version,
}: NonNullable<FunctionManifest['provided']>[number]) => `${name} ${providedVersion}`;

const unpackedBytesOf = (items: readonly { readonly unpackedBytes: number }[]): number =>
  items.reduce((total, { unpackedBytes }) => total + unpackedBytes, 0);
