import { formatNumber } from '@layerkit/failure';
import type { InspectedBinary, Inspection } from '@layerkit/artifact/inspection';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { formatCount, type Palette } from '@layerkit/terminal';
import { platformNames } from './platform-names.ts';

/** Returns a line for each platform that binaries of the zip are for. */
export const describeBinaries = ({ binaries, target }: Inspection, palette: Palette): readonly string[] => {
  if (binaries.length === 0) return ['No binaries: nothing in it depends on the processor.'];
  const { glibc, operatingSystem } = runtimeFacts(target.runtime);
  return [
    palette.strong(formatCount(binaries.length, 'binary', 'binaries')),
    ...[...byPlatform(binaries).values()].map((group) => describePlatform(group, palette)),
    palette.faint(
      `  the target is ${target.architecture}, ${operatingSystem}, glibc ${glibc.major}.${glibc.minor}`,
    ),
  ];
};

type Group = readonly [InspectedBinary, ...InspectedBinary[]];

const byPlatform = (binaries: readonly InspectedBinary[]): ReadonlyMap<string, Group> => {
  const groups = new Map<string, [InspectedBinary, ...InspectedBinary[]]>();
  for (const binary of binaries) {
    const key = [nameOf(binary), binary.status].join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [binary]);
    else group.push(binary);
  }
  return groups;
};

const describePlatform = (group: Group, palette: Palette): string => {
  const [first] = group;
  const newest = group
    .map(({ glibc }) => glibc)
    .filter((version) => version !== undefined)
    .reduce<string | undefined>((a, b) => (a === undefined || isNewer(b, a) ? b : a), undefined);
  const needs = newest === undefined ? '' : `, glibc ≤ ${newest}`;
  const codes = [...new Set(group.flatMap(({ findings }) => findings))];
  const why = first.status === 'ok' ? '' : ` (${codes.join(', ')})`;
  return `  ${formatNumber(group.length)} × ${nameOf(first)}${needs}: ${statuses(palette)[first.status]}${why}`;
};

const statuses = (palette: Palette): Readonly<Record<InspectedBinary['status'], string>> => ({
  ok: palette.good('ok'),
  unused: 'unused',
  ignored: 'ignored',
  doubtful: palette.warning('doubtful'),
  wrong: palette.error('wrong'),
});

const formats = { elf: 'ELF', 'mach-o': 'Mach-O', pe: 'PE' };

const nameOf = ({ format, architectures, platform }: InspectedBinary): string =>
  `${formats[format]} ${architectures.join('+')} for ${platformNames[platform]}`;

/** Compares versions number by number: 2.4 is older than 2.28. */
const isNewer = (version: string, than: string): boolean => {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  const at = (a ?? []).findIndex((number, index) => number !== (b?.[index] ?? 0));
  return at >= 0 && (a?.[at] ?? 0) > (b?.[at] ?? 0);
};
