import type { Finding } from '@layerkit/artifact/finding';
import type { Comparison } from '@layerkit/artifact/inspection';
import { formatBytes } from '@layerkit/terminal';
import { html, trusted, type Html } from '../html.ts';

/** Renders the changes since another zip: packages with their sizes, solved findings and new findings. */
export const baselineSection = ({ zip, difference, packages, findings }: Comparison): Html => html`
  <section id="baseline">
    <h2>Compared with ${zip.file}</h2>
    <p>
      ${signed(difference.bytes)} zipped, ${signed(difference.unpackedBytes)} unpacked;
      <span class="good">${findings.solved.length} solved</span>,
      <span class="${findings.new.length === 0 ? 'dim' : 'error'}">${findings.new.length} new</span>.
    </p>
    ${list('Solved', findings.solved.map(finding))} ${list('New', findings.new.map(finding))}
    <table>
      <thead>
        <tr>
          <th>package</th>
          <th>before</th>
          <th>after</th>
          <th class="number">zipped</th>
        </tr>
      </thead>
      <tbody>
        ${packages.added.map(({ name, version, zippedBytes }) => row([name, '', version], zippedBytes))}
        ${packages.removed.map(({ name, version, zippedBytes }) => row([name, version, ''], -zippedBytes))}
        ${packages.changed.map(({ name, from, to }) => row([name, from.version, to.version], to.zippedBytes - from.zippedBytes))}
      </tbody>
    </table>
  </section>
`;

const row = (texts: readonly string[], bytes: number): Html => html`
  <tr>
    ${texts.map((text) => html`<td>${text}</td>`)}
    <td class="number">${signed(bytes)}</td>
  </tr>
`;

const list = (title: string, items: readonly Html[]): Html =>
  items.length === 0
    ? trusted('')
    : html`<h3>${title}</h3>
        <ul>
          ${items}
        </ul>`;

const finding = ({ severity, code, path, package: name, message }: Finding): Html => html`
  <li><span class="${severity}">${severity}</span> <code>${code}</code> ${path ?? name ?? ''} ${message}</li>
`;

const signed = (bytes: number): string => `${bytes < 0 ? '−' : '+'}${formatBytes(Math.abs(bytes))}`;
