import type { StackInspection } from '@layerkit/artifact/inspection';
import { quotas } from '@layerkit/platform-resolution';
import { html, trusted, type Html } from '../html.ts';
import { findingsSection } from '../page/findings.ts';
import { limit } from '../page/sizes.ts';
import { verdictOf } from '../page/verdict.ts';
import { renderPage } from '../page/page.ts';
import { copyRows, titleOf, zipRows } from './describe-stack.ts';

/** Renders the inspection of a stack as one HTML page that loads nothing. */
export const renderStack = (inspection: StackInspection): string =>
  renderPage({
    title: titleOf(inspection),
    header: verdictOf(inspection.findings, 'These zips can’t work together'),
    main: html`${findingsSection(inspection)} ${zips(inspection)} ${packages(inspection)}`,
  });

const zips = (inspection: StackInspection): Html => html`
  <section id="zips">
    <h2>Zips, in the order in which Lambda merges them</h2>
    <div class="sizes">${limit('unpacked', inspection.unpackedBytes, quotas.unpacked)}</div>
    ${table(['place', 'zip', 'zipped', 'unpacked', 'entries', 'packages', 'overwrites'], zipRows(inspection))}
  </section>
`;

const packages = ({ packages: found }: StackInspection): Html =>
  found.length === 0
    ? trusted('')
    : html`
        <section id="packages">
          <h2>Packages that are there more than once</h2>
          ${table(['package', 'imported', 'others'], copyRows(found))}
        </section>
      `;

const table = (names: readonly string[], rows: readonly (readonly string[])[]): Html => html`
  <table>
    <thead>
      <tr>
        ${names.map((name) => html`<th>${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>
`;
