import { formatNumber } from '@layerkit/failure';
import { formatBytes, formatTable } from '@layerkit/terminal';
import type { MeasuredComparison, MeasuredSubject, Measurements } from '../measure.ts';
import { peakAims, type Aim } from '../plan/comparisons.ts';
import type { Spread } from '../statistics/spread.ts';
import { isMet } from '../statistics/summarize.ts';
import { formatSeconds, formatSpread } from './format-spread.ts';
import type { Machine } from './machine.ts';

/** Formats the measurements as tables for the terminal, after a list of what could not be measured. */
export const formatReport = (measurements: Measurements, machine: Machine): readonly string[] => [
  ...measurements.subjects.flatMap(({ title, missing }) =>
    missing === undefined ? [] : [`NOT MEASURED: ${title}: ${missing}`],
  ),
  'Ratios of time, pair by pair',
  ...formatTable(
    ['', 'min', 'median', 'max', 'CPU time', 'aim', ''],
    measurements.comparisons.map(comparisonRow),
  ),
  'Each process',
  ...formatTable(
    ['', 'min', 'median', 'max', 'CPU time', 'peak memory', 'layer.zip'],
    measurements.subjects.filter(({ figures, missing }) => figures ?? missing).map(subjectRow),
  ),
  describe(machine),
];

const comparisonRow = ({ title, figures, aim }: MeasuredComparison): readonly string[] => {
  if (figures === undefined) return [title, '', '', '', '', aim === undefined ? '' : formatAim(aim), ''];
  return [
    title,
    ...formatSpread(figures.wall, formatRatio),
    formatRatio(figures.cpu.median),
    ...(aim === undefined ? ['', ''] : [formatAim(aim), isMet(aim, figures.wall) ? 'met' : 'MISSED']),
  ];
};

const subjectRow = ({ name, title, figures }: MeasuredSubject): readonly string[] => {
  if (figures === undefined) return [title, '', '', '', '', '', ''];
  return [
    title,
    ...formatSpread(figures.wallSeconds, formatSeconds),
    formatSeconds(figures.cpuSeconds.median),
    formatPeak(figures.peakBytes, peakAims[name]),
    figures.zipBytes === undefined ? '' : formatNumber(figures.zipBytes),
  ];
};

const formatRatio = (ratio: number): string => ratio.toFixed(2);
const formatAim = ({ atMost, atLeast }: Aim): string =>
  atMost === undefined ? `≥ ${String(atLeast)}` : `≤ ${atMost}`;

/** Returns the largest of all runs, since noise does not explain memory as it does time. */
const formatPeak = ({ max }: Spread, aim: number | undefined): string =>
  aim === undefined
    ? formatBytes(max)
    : `${formatBytes(max)} (≤ ${formatBytes(aim)}: ${max <= aim ? 'met' : 'MISSED'})`;

const describe = ({ cores, system, node, python, pip, uv, zip, date, loadBefore }: Machine): string =>
  `${date}, ${cores} cores, ${system}, load ${loadBefore.toFixed(1)} before; ` +
  `Node ${node}, Python ${python}, pip ${pip}, uv ${uv}, zip ${zip}`;
