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
 * Which pins have newer versions, for a person: a table of what the requirements allow and of what there is
 * beyond, each with the difference of its wheel, and what an upgrade would do to all of them together.
 */
export const describeOutdated = (
  result: OutdatedTarget,
  milliseconds: number,
  palette: Palette = plainPalette,
): readonly string[] => {
  const { target, packages, outdated, warnings } = result;
  const name = formatTarget(target);
  const asked = `asked in ${formatMilliseconds(milliseconds)}`;
  const said = warnings.map((warning) => `${palette.warning('warning')}: ${warning}`);
  if (outdated.length === 0)
    return [
      ...said,
      `${name}: ${palette.good('up to date')}: ${formatCount(packages, 'package')}; ${asked}`,
      ...describeUpgrade(result),
    ];
  const allowed = outdated.filter((found) => found.allowed !== undefined).length;
  return [
    ...said,
    `${name}: ${outdated.length} of ${formatCount(packages, 'package')} ${outdated.length === 1 ? 'has' : 'have'} a newer version, ${allowed} of them within the requirements; ${asked}`,
    formatTable(
      ['package', 'locked', 'wheel', 'allowed', 'wheel', 'only beyond', 'wheel'],
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

/** Nothing where an upgrade would change nothing. */
const describeUpgrade = ({
  outdated,
  added,
  removed,
  wheelBytesDifference,
}: OutdatedTarget): readonly string[] => {
  const changes = [
    ...countedIf(outdated.filter(({ allowed }) => allowed !== undefined).length, 'newer'),
    ...countedIf(added.length, `more (${names(added)})`),
    ...countedIf(removed.length, `fewer (${names(removed)})`),
  ];
  if (changes.length === 0) return [];
  const size =
    wheelBytesDifference === undefined
      ? 'by how much its size changes is not known'
      : `its wheels ${formatDifference(wheelBytesDifference)} zipped, before pruning`;
  return [`  lock --upgrade would take ${changes.join(', ')}: ${size}`];
};

const countedIf = (count: number, what: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${what}`];

const names = (packages: OutdatedTarget['added']): string =>
  packages.map(({ name, version }) => `${name} ${version}`).join(', ');
