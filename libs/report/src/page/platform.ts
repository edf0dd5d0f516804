import type { BinaryStatus, InspectedBinary, Inspection } from '@layerkit/artifact/inspection';
import { html, type Html } from '../html.ts';
import { table, type Cell } from './table.ts';

/** Renders the platform of each binary, problems first. */
export const platformSection = ({ binaries }: Inspection): Html => html`
  <section id="platform">
    <h2>Binaries</h2>
    ${
      binaries.length === 0
        ? html`<p>No binaries: the layer runs on both architectures.</p>`
        : table({
            label: 'Binaries',
            columns: ['binary', 'package', 'architecture', 'platform', 'format', 'status'].map((name) => ({
              name,
            })),
            rows: [...binaries].sort((a, b) => weight[a.status] - weight[b.status]).map(row),
            isSortable: true,
          })
    }
  </section>
`;

const row = (binary: InspectedBinary): readonly Cell[] => [
  binary.path,
  binary.package ?? '',
  binary.architectures.join(', '),
  `${binary.platform}${binary.glibc === undefined ? '' : `, glibc ${binary.glibc}`}`,
  binary.format,
  {
    value: weight[binary.status],
    shown: html`<span class="${color[binary.status]}"
      >${binary.status}${binary.findings.length === 0 ? '' : `: ${binary.findings.join(', ')}`}</span
    >`,
  },
];

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
