import { formatNumber } from '@layerkit/failure';
import type { Inspection } from '@layerkit/artifact/inspection';
import { formatBytes } from '@layerkit/terminal';
import { html, type Html } from '../html.ts';

/** Renders the size of each distribution and the distributions that require it. */
export const packagesSection = ({ packages, unclaimed, zip }: Inspection): Html => html`
  <section id="packages">
    <h2>Packages</h2>
    <table>
      <thead>
        <tr>
          <th>package</th>
          <th>version</th>
          <th class="number">zipped</th>
          <th class="number">share</th>
          <th class="number">unpacked</th>
          <th class="number">files</th>
          <th>required by</th>
        </tr>
      </thead>
      <tbody>
        ${packages.map(({ name, version, requiredBy, ...share }) => row({ name, version, ...share, requiredBy: requiredBy.join(', ') }, zip.bytes))}
        ${unclaimed.files === 0 ? [] : [row({ name: 'no package', version: '', ...unclaimed, requiredBy: '' }, zip.bytes)]}
      </tbody>
    </table>
  </section>
`;

interface Row {
  readonly name: string;
  readonly version: string;
  readonly zippedBytes: number;
  readonly unpackedBytes: number;
  readonly files: number;
  readonly requiredBy: string;
}

const row = (found: Row, whole: number): Html => html`
  <tr>
    <td>${found.name}</td>
    <td>${found.version}</td>
    <td class="number">${formatBytes(found.zippedBytes)}</td>
    <td class="number">${share(found.zippedBytes, whole)}</td>
    <td class="number">${formatBytes(found.unpackedBytes)}</td>
    <td class="number">${formatNumber(found.files)}</td>
    <td class="dim">${found.requiredBy}</td>
  </tr>
`;

const share = (bytes: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * bytes) / whole).toFixed(1)} %`;
