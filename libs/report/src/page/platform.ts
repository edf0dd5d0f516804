import { formatTarget } from '@layerkit/platform-resolution';
import type { BinaryStatus, InspectedBinary } from '@layerkit/artifact/inspection';
import { html, type Html } from '../html.ts';
import type { Report } from '../report.ts';

/** Renders the target, the host of the inspection, and the platform of each binary. */
export const platformSection = ({ inspection: { target, binaries }, host }: Report): Html => html`
  <section id="platform">
    <h2>Platforms</h2>
    <p>Target: <b>${formatTarget(target)}</b>. Inspected on ${host}; the host does not affect the result.</p>
    ${binaries.length === 0 ? html`<p>No binaries: the layer runs on both architectures.</p>` : table(binaries)}
  </section>
`;

const table = (binaries: readonly InspectedBinary[]): Html => html`
  <table>
    <thead>
      <tr>
        <th>binary</th>
        <th>package</th>
        <th>architecture</th>
        <th>platform</th>
        <th>format</th>
        <th>status</th>
      </tr>
    </thead>
    <tbody>
      ${[...binaries].sort((a, b) => weight[a.status] - weight[b.status]).map(row)}
    </tbody>
  </table>
`;

const row = (binary: InspectedBinary): Html => html`
  <tr>
    <td class="path">${binary.path}</td>
    <td>${binary.package ?? ''}</td>
    <td>${binary.architectures.join(', ')}</td>
    <td>${binary.platform}${binary.glibc === undefined ? '' : `, glibc ${binary.glibc}`}</td>
    <td>${binary.format}</td>
    <td class="${color[binary.status]}">
      ${binary.status}${binary.findings.length === 0 ? '' : `: ${binary.findings.join(', ')}`}
    </td>
  </tr>
`;

/** The order of the rows, problems first. */
const weight: Readonly<Record<BinaryStatus, number>> = {
  wrong: 0,
  doubtful: 1,
  ignored: 2,
  unused: 3,
  ok: 4,
};

const color: Readonly<Record<BinaryStatus, string>> = {
  wrong: 'error',
  doubtful: 'warning',
  ignored: 'dim',
  unused: 'dim',
  ok: 'good',
};
