import type { StackInspection } from '@layerkit/artifact/inspection';
import { formatNumber } from '@layerkit/failure';
import { formatTarget, quotas } from '@layerkit/platform-resolution';
import { html, trusted, type Html } from '../html.ts';
import { exactMebibytes } from '../mebibytes.ts';
import { bar } from '../page/bar.ts';
import { findingsSection } from '../page/findings.ts';
import { renderPage } from '../page/page.ts';
import { table, type Cell } from '../page/table.ts';
import { verdict } from '../page/verdict.ts';
import type { InspectionRun } from '../report.ts';
import { copyRows, overwritten, placeOf, titleOf } from './describe-stack.ts';

/** Renders the inspection of a stack as one HTML page that loads nothing. */
export const renderStack = (inspection: StackInspection, run: InspectionRun): string => {
  const { target } = inspection;
  const title = titleOf(inspection);
  return renderPage({
    title: `${title} for ${formatTarget(target)}`,
    heading: html`${title}`,
    header: verdict(inspection, `These zips can’t work together on ${formatTarget(target)}`),
    main: html`${findingsSection(inspection)} ${zips(inspection)} ${packages(inspection)}`,
    run,
  });
};

const zips = ({ zips: all }: StackInspection): Html => html`
  <section id="zips">
    <h2>Size</h2>
    ${bar({
      name: 'Unpacked',
      limit: quotas.unpacked,
      meaning: 'that a function and its layers may have',
      parts: all.map(({ file, unpackedBytes }) => ({ name: file, bytes: unpackedBytes })),
    })}
    <h3>In the order in which Lambda merges them</h3>
    ${table({
      label: 'Zips',
      columns: [
        { name: 'zip' },
        { name: 'place' },
        { name: 'zipped, MiB', isNumber: true },
        { name: 'unpacked, MiB', isNumber: true },
        { name: 'entries', isNumber: true },
        { name: 'packages', isNumber: true },
        { name: 'overwrites' },
      ],
      rows: all.map((zip, at) => zipRow(zip, placeOf(all, at))),
    })}
  </section>
`;

const zipRow = (zip: StackInspection['zips'][number], place: string): readonly Cell[] => [
  zip.file,
  place,
  exactMebibytes(zip.bytes),
  exactMebibytes(zip.unpackedBytes),
  formatNumber(zip.entries),
  formatNumber(zip.packages),
  overwritten(zip.overwrites),
];

const packages = ({ packages: found }: StackInspection): Html =>
  found.length === 0
    ? trusted('')
    : html`
        <section id="packages">
          <h2>Packages that are there more than once</h2>
          ${table({
            label: 'Packages that are there more than once',
            columns: ['package', 'imported', 'others'].map((name) => ({ name })),
            rows: copyRows(found),
          })}
        </section>
      `;
