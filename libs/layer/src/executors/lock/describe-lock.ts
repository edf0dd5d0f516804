import type { Result } from '@layerkit/artifact';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatCount, formatMilliseconds, plainPalette, type Palette } from '@layerkit/terminal';

type LockedTarget = Result<'lock'>['targets'][number];

/** What lock did, for a person: the file, each pin that changed, and where a newer version was no choice. */
export const describeLock = (
  locked: LockedTarget,
  milliseconds: number,
  palette: Palette = plainPalette,
): readonly string[] => [
  ...locked.warnings.map((warning) => `${palette.warning('warning')}: ${warning}`),
  `${formatTarget(locked.target)}: ${happened(locked, palette)} in ${formatMilliseconds(milliseconds)}`,
  ...shortened(locked.added.map(({ name, version }) => `  + ${name} ${version}`)),
  ...shortened(locked.removed.map(({ name, version }) => `  - ${name} ${version}`)),
  ...shortened(locked.changed.map(({ name, from, to }) => `  ${name} ${fromTo(from, to)}`)),
  ...locked.notes.map((note) => `${palette.note('note')}: ${note}`),
];

const happened = ({ status, packages, file, ...changes }: LockedTarget, palette: Palette): string => {
  const count = formatCount(packages, 'package');
  if (status === 'checked')
    return `the lock of ${count} is ${palette.good('what the requirements ask for')},`;
  if (status === 'unchanged') return `${count} unchanged in ${file}`;
  const { added, removed, changed } = changes;
  const parts = [
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
  ];
  return `${count}${parts.length > 0 ? `, ${parts.join(', ')},` : ''} ${palette.good('written')} to ${file}`;
};

const fromTo = (from: string, to: string): string =>
  from === to ? `${to}, another file of it` : `${from} → ${to}`;

/** A first lock has nothing but added packages; the file itself lists them. */
const mostLines = 40;

const shortened = (lines: readonly string[]): readonly string[] => {
  const rest = lines.length - mostLines;
  return rest > 0 ? [...lines.slice(0, mostLines), `  and ${rest} more`] : lines;
};
