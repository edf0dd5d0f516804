import { formatNumber } from '@layerkit/failure';
import type { InspectedPackage, Inspection, Share } from '@layerkit/artifact/inspection';
import { html, type Html } from '../html.ts';
import { exactMebibytes } from '../mebibytes.ts';
import { measures, sizeIn, type Measure } from '../measure.ts';
import type { Report } from '../report.ts';
import { importSecondsOf } from './import-seconds.ts';
import { table, type Cell, type Column } from './table.ts';

/**
 * Renders each distribution: its size, what its removal would save, the time of its import, and the distributions that
 * require it.
 */
export const packagesSection = (report: Report): Html => {
  const { packages, unclaimed } = report.inspection;
  const columns = columnsOf(report);
  const own = { name: 'no package', version: '', ...unclaimed, requiredBy: [] };
  const all = unclaimed.files === 0 ? packages : [...packages, own];
  return html`
    <section id="packages">
      <h2>Packages</h2>
      ${table({
        label: 'Packages',
        columns: columns.map(({ column }) => column),
        rows: all.map((found) => columns.map(({ cell }) => cell(found))),
        isSortable: true,
      })}
    </section>
  `;
};

interface PackageColumn {
  readonly column: Column;
  readonly cell: (found: InspectedPackage) => Cell;
}

const columnsOf = (report: Report): readonly PackageColumn[] => [
  { column: { name: 'package' }, cell: ({ name }) => name },
  { column: { name: 'version' }, cell: ({ version }) => version },
  ...measures.map((measure) => sizeColumn(measure)),
  ...measures.map((only) => shareColumn(only, report.inspection)),
  { column: { name: 'files', isNumber: true }, cell: ({ files }) => number(files, formatNumber(files)) },
  ...togetherColumns(report),
  ...importColumns(report),
  { column: { name: 'required by' }, cell: ({ requiredBy }) => requirers(requiredBy) },
];

/** Returns all names; behind a summary if there are many, because a narrow column would be very high. */
const requirers = (names: readonly string[]): Html | string => {
  const rest = names.slice(mostRequirers);
  if (rest.length === 0) return names.join(', ');
  const summary = `${names.slice(0, mostRequirers).join(', ')} and ${formatNumber(rest.length)} more`;
  return html`<details>
    <summary>${summary}</summary>
    ${rest.join(', ')}
  </details>`;
};

const mostRequirers = 4;

const number = (value: number, shown: Html | string): Cell => ({ shown, value });

const sizeColumn = (measure: Measure): PackageColumn => ({
  column: { name: `${measure}, MiB`, isNumber: true },
  cell: (found) => number(sizeIn(measure, found), exactMebibytes(sizeIn(measure, found))),
});

const shareColumn = (only: Measure, { zip }: Inspection): PackageColumn => ({
  column: { name: 'share', isNumber: true, only },
  cell: (found) => {
    const whole = only === 'zipped' ? zip.bytes : zip.unpackedBytes;
    const bytes = sizeIn(only, found);
    return number(bytes, whole === 0 ? '' : `${((100 * bytes) / whole).toFixed(1)} %`);
  },
});

/** The size of a package together with the packages that only it brings in. The page shows one of the two columns. */
const togetherColumns = ({ broughtAlone, inspection }: Report): readonly PackageColumn[] => {
  if (broughtAlone === undefined) return [];
  const sizes = new Map<string, Share>(inspection.packages.map((found) => [found.name, found]));
  return measures.map((only) => ({
    column: { name: 'goes with it, MiB', isNumber: true, only },
    cell: (found) => {
      const others = broughtAlone.get(found.name) ?? [];
      const bytes = [found, ...others.flatMap((name) => sizes.get(name) ?? [])].reduce(
        (sum, share) => sum + sizeIn(only, share),
        0,
      );
      return number(bytes, together(exactMebibytes(bytes), others));
    },
  }));
};

const together = (size: string, others: readonly string[]): Html | string => {
  if (others.length === 0) return size;
  const rest = others.length - mostNames;
  const names = `${others.slice(0, mostNames).join(', ')}${rest > 0 ? ` and ${formatNumber(rest)} more` : ''}`;
  return html`<details>
    <summary>${size}</summary>
    with ${names}
  </details>`;
};

/** All names would make the page grow with the square of the number of packages. */
const mostNames = 20;

const importColumns = ({ layer, files }: Report): readonly PackageColumn[] => {
  const seconds = importSecondsOf(layer?.verification, files);
  if (seconds === undefined) return [];
  return [
    {
      column: { name: 'import, ms', isNumber: true },
      cell: ({ name }) => {
        const milliseconds = (seconds.get(name) ?? 0) * 1000;
        return number(milliseconds, seconds.has(name) ? formatNumber(Math.round(milliseconds)) : '');
      },
    },
  ];
};
