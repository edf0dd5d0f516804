import { formatNumber } from '@layerkit/failure';
import type { ZipFacts } from '@layerkit/artifact/manifest';
import type { BytecodeMode } from '@layerkit/artifact/prune-rules';
import { quotas } from '@layerkit/platform-resolution';
import { formatTable } from '@layerkit/terminal';
import { formatSeconds, formatSpread } from '../report/format-spread.ts';
import type { ComparisonFigures, SubjectFigures } from '../statistics/summarize.ts';

export interface MeasuredMode {
  readonly mode: BytecodeMode;
  readonly zip: ZipFacts;
  readonly compiledFiles: number;
  readonly figures: SubjectFigures;
}

export interface MeasuredRatio {
  readonly above: BytecodeMode;
  readonly below: BytecodeMode;
  readonly figures: ComparisonFigures;
}

/** Formats the measurements as tables for the terminal. */
export const formatFirstImports = (
  modes: readonly MeasuredMode[],
  ratios: readonly MeasuredRatio[],
): readonly string[] => [
  'First import, ratios pair by pair',
  ...formatTable(
    ['bytecode', 'min', 'median', 'max', 'CPU time'],
    ratios.map(({ above, below, figures }) => [
      `${above} / ${below}`,
      ...formatSpread(figures.wall, (ratio) => ratio.toFixed(2)),
      figures.cpu.median.toFixed(2),
    ]),
  ),
  'Each mode',
  ...formatTable(
    ['bytecode', 'min', 'median', 'max', 'CPU time', 'compiled', 'layer.zip', 'direct upload', 'unpacked'],
    modes.map(({ mode, zip, compiledFiles, figures }) => [
      mode,
      ...formatSpread(figures.wallSeconds, formatSeconds),
      formatSeconds(figures.cpuSeconds.median),
      String(compiledFiles),
      formatNumber(zip.bytes),
      zip.bytes <= quotas.zipInRequest
        ? `${formatNumber(quotas.zipInRequest - zip.bytes)} to spare`
        : 'too large',
      formatNumber(zip.unpackedBytes),
    ]),
  ),
];
