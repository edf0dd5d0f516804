import { formatTarget } from '@layerkit/platform-resolution';
import {
  formatBytes,
  formatCount,
  formatDifference,
  formatMilliseconds,
  formatTable,
  plainPalette,
  type Palette,
} from '@layerkit/terminal';
import type { OutdatedTarget } from '@layerkit/locking';

/**
 * Returns lines about the pins that have newer versions: a table of the versions that the requirements allow
 * and of the newest ones, each with the change in wheel size, and the effect of an upgrade of all of them.
 */
export const describeOutdated = (
  result: OutdatedTarget,
  milliseconds: number,
  palette: Palette = plainPalette,
): readonly string[] => {
  const { target, packages, outdated, passedOver, warnings } = result;
  const name = formatTarget(target);
  const checked = `checked in ${formatMilliseconds(milliseconds)}`;
  const said = [...warnings, ...passedOver].map((text) => `${palette.warning('warning')}: ${text}`);
  if (outdated.length === 0)
    return [
      ...said,
      `${name}: ${passedOver.length === 0 ? palette.good('up to date') : 'up to date, except for passed-over versions'}: ${formatCount(packages, 'package')}; ${checked}`,
      ...describeUpgrade(result),
    ];
  const allowed = outdated.filter((found) => found.allowed !== undefined).length;
  return [
    ...said,
    `${name}: ${outdated.length} of ${formatCount(packages, 'package')} ${outdated.length === 1 ? 'has' : 'have'} a newer version, ${allowed} of them within the requirements; ${checked}`,
    ...formatTable(
      ['package', 'locked', 'wheel', 'allowed', 'wheel', 'not allowed', 'wheel'],
      outdated.map(rowOf),
      [2, 4, 6],
    ),
    ...describeUpgrade(result),
  ];
};

type Outdated = OutdatedTarget['outdated'][number];
type Offered = Outdated['locked'];

const rowOf = ({ name, locked, allowed, newest }: Outdated): readonly string[] => [
  name,
  locked.version,
  locked.wheelBytes === undefined ? '?' : formatBytes(locked.wheelBytes),
  ...cells(locked, allowed),
  ...cells(locked, newest),
];

const cells = (from: Offered, to: Offered | undefined): readonly [version: string, difference: string] => {
  if (to === undefined) return ['', ''];
  const known = from.wheelBytes !== undefined && to.wheelBytes !== undefined;
  return [to.version, known ? formatDifference(to.wheelBytes - from.wheelBytes) : '?'];
};

/** Returns no line if an upgrade would change nothing. */
const describeUpgrade = ({
  outdated,
  added,
  removed,
  wheelBytesDifference,
}: OutdatedTarget): readonly string[] => {
  const upgraded = outdated.filter(({ allowed }) => allowed !== undefined).length;
  const changes = [
    ...(upgraded === 0 ? [] : [`change ${formatCount(upgraded, 'pin')}`]),
    ...(added.length === 0 ? [] : [`add ${added.length} (${names(added)})`]),
    ...(removed.length === 0 ? [] : [`remove ${removed.length} (${names(removed)})`]),
  ];
  if (changes.length === 0) return [];
  const size =
    wheelBytesDifference === undefined
      ? 'the change in size is unknown'
      : `wheels ${formatDifference(wheelBytesDifference)} zipped, before pruning`;
  return [`  lock --upgrade would ${changes.join(', ')}: ${size}`];
};

const names = (packages: OutdatedTarget['added']): string =>
  packages.map(({ name, version }) => `${name} ${version}`).join(', ');
