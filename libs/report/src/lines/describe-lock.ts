import type { Result } from '@layerkit/artifact/results';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatCount, formatMilliseconds, plainPalette, type Palette } from '@layerkit/terminal';

type LockedTarget = Result<'lock'>['targets'][number];

/**
 * Returns lines about a locked target: the file, each changed pin, and warnings about versions that were passed over.
 */
export const describeLock = (
  locked: LockedTarget,
  milliseconds: number,
  palette: Palette = plainPalette,
): readonly string[] => [
  ...locked.warnings.map((warning) => `${palette.warning('warning')}: ${warning}`),
  `${formatTarget(locked.target)}: ${happened(locked, palette)} in ${formatMilliseconds(milliseconds)}`,
  ...localLines(locked),
  ...shortened(locked.added.map(({ name, version }) => `  + ${name} ${version}`)),
  ...shortened(locked.removed.map(({ name, version }) => `  - ${name} ${version}`)),
  ...shortened(locked.changed.map(({ name, from, to }) => `  ${name} ${fromTo(from, to)}`)),
  ...locked.passedOver.map((text) => `${palette.warning('warning')}: ${text}`),
];

const happened = ({ status, packages, file, ...changes }: LockedTarget, palette: Palette): string => {
  const count = formatCount(packages, 'package');
  if (status === 'checked') return `the lock of ${count} ${palette.good('matches the requirements')},`;
  if (status === 'unchanged') return `${count} unchanged in ${file}`;
  const { added, removed, changed } = changes;
  const parts = [
    ...(added.length > 0 ? [`${added.length} added`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
  ];
  return `${count}${parts.length > 0 ? `, ${parts.join(', ')},` : ''} ${palette.good('written')} to ${file}`;
};

const localLines = ({ locals = [] }: LockedTarget): readonly string[] =>
  locals.length === 0
    ? []
    : [`  with packages of the workspace, built by build: ${locals.map(({ name }) => name).join(', ')}`];

const fromTo = (from: string, to: string): string =>
  from === to ? `${to}, another file` : `${from} → ${to}`;

/** A first lock only adds packages, and the file lists them all. */
const mostLines = 40;

const shortened = (lines: readonly string[]): readonly string[] => {
  const rest = lines.length - mostLines;
  return rest > 0 ? [...lines.slice(0, mostLines), `  and ${rest} more`] : lines;
};

/** Returns a warning for each lock file that no target uses. */
export const describeStray = (
  paths: readonly string[],
  definition: 'layer.json' | 'function.json' = 'layer.json',
): readonly string[] =>
  paths.map((path) => `warning: no target of ${definition} uses ${path} any more; delete it`);
