import type { Finding } from '@layerkit/artifact/finding';
import type { Comparison } from '@layerkit/artifact/inspection';
import { html, trusted, type Html } from '../html.ts';
import { exactMebibytes } from '../mebibytes.ts';
import { table, type Cell } from './table.ts';

/** Renders the changes since another zip: packages with their sizes, solved findings and new findings. */
export const baselineSection = ({ zip, difference, packages, findings }: Comparison): Html => html`
  <section id="baseline">
    <h2>Compared with ${zip.file}</h2>
    <p>
      ${signed(difference.bytes)} MiB zipped, ${signed(difference.unpackedBytes)} MiB unpacked;
      <span class="good">${findings.solved.length} solved</span>,
      <span class="${findings.new.length === 0 ? 'dim' : 'error'}">${findings.new.length} new</span>.
    </p>
    ${list('Solved', findings.solved.map(finding))} ${list('New', findings.new.map(finding))}
    ${table({
      label: 'Changed packages',
      columns: [
        { name: 'package' },
        { name: 'before' },
        { name: 'after' },
        { name: 'zipped, MiB', isNumber: true },
      ],
      rows: [
        ...packages.added.map(({ name, version, zippedBytes }) => row([name, '', version], zippedBytes)),
        ...packages.removed.map(({ name, version, zippedBytes }) => row([name, version, ''], -zippedBytes)),
        ...packages.changed.map(({ name, from, to }) =>
          row([name, from.version, to.version], to.zippedBytes - from.zippedBytes),
        ),
      ],
      isSortable: true,
    })}
  </section>
`;

const row = (texts: readonly string[], bytes: number): readonly Cell[] => [
  ...texts,
  { shown: signed(bytes), value: bytes },
];

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

const signed = (bytes: number): string =>
  bytes === 0 ? '0.00' : `${bytes < 0 ? '−' : '+'}${exactMebibytes(Math.abs(bytes))}`;
