import type { LayerManifest } from '@layerkit/artifact/manifest';
import { formatBytes } from '@layerkit/terminal';
import type { LayerProof } from './prove-layer.ts';

/** Returns the two tables of docs/pruning.md as Markdown: how much pruning saves, and by which rule. */
export const formatProofs = (proofs: ReadonlyMap<string, LayerProof>): readonly string[] => [
  '| layer | files | zipped | unpacked | by default | modules that import, before and after | dropped tests |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  ...[...proofs].map(([name, { before, byDefault, after, imports }]) =>
    row([
      name,
      change(before.zip.entries, after.zip.entries, String),
      change(before.zip.bytes, after.zip.bytes, formatBytes),
      change(before.zip.unpackedBytes, after.zip.unpackedBytes, formatBytes),
      `${formatBytes(byDefault.zip.bytes)}, ${formatBytes(byDefault.zip.unpackedBytes)}`,
      `${imports.imported.length}${failing(imports.failing.length)}`,
      String(imports.tests),
    ]),
  ),
  '',
  `| layer | ${[...rulesOf(proofs)].join(' | ')} |`,
  `| --- | ${[...rulesOf(proofs)].map(() => '---').join(' | ')} |`,
  ...[...proofs].map(([name, { after }]) => row([name, ...after.pruned.map(savedBy)])),
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const change = (before: number, after: number, format: (value: number) => string): string =>
  before === after ? format(before) : `${format(before)} → ${format(after)}`;

const failing = (count: number): string => (count === 0 ? '' : ` (${count} neither)`);

const rulesOf = (proofs: ReadonlyMap<string, LayerProof>): ReadonlySet<string> =>
  new Set([...proofs.values()].flatMap(({ after }) => after.pruned.map(({ rule }) => rule)));

const savedBy = ({ files }: LayerManifest['pruned'][number]): string => {
  if (files.length === 0) return '–';
  const sum = (size: 'zippedBytes' | 'unpackedBytes'): string =>
    formatBytes(files.reduce((total, file) => total + file[size], 0));
  return `${files.length}: ${sum('zippedBytes')}, ${sum('unpackedBytes')}`;
};
