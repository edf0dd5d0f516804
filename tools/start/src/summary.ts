import { formatJson } from '@layerkit/failure';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatBytes, formatMilliseconds, formatTable } from '@layerkit/terminal';
import type { FunctionState, LayerState } from './state.ts';

/** Formats what was built, published, deployed and tested as tables. */
export const formatSummary = (
  layers: readonly (readonly LayerState[])[],
  { deployment, smoke }: FunctionState,
): readonly string[] => [
  '',
  'Built',
  ...formatTable(
    ['layer', 'target', 'packages', 'zipped', 'unpacked', 'pruned', 'imports'],
    layers.flat().map(builtRow),
  ),
  'Published',
  ...formatTable(
    ['layer', 'target', 'version', ''],
    layers
      .flat()
      .map(({ manifest, published }) => [
        manifest.layerName,
        formatTarget(manifest.target),
        published?.arn ?? 'no',
        published?.status ?? '',
      ]),
  ),
  `Deployed ${deployment.functionName} (${deployment.status})`,
  ...formatTable(
    ['', 'layers, in order'],
    deployment.layers.map(({ arn = '' }, index) => [String(index + 1), arn]),
  ),
  ...(smoke === undefined ? [] : ['Tested', ...smoke.cases.flatMap(formatCase)]),
  ...layers.flat().flatMap(describeUnchecked),
];

const builtRow = ({ manifest, verification }: LayerState): readonly string[] => {
  const { layerName, target, packages, zip, beforePruning, pruned } = manifest;
  const dropped = pruned.flatMap(({ files }) => files).reduce((sum, file) => sum + file.unpackedBytes, 0);
  return [
    layerName,
    formatTarget(target),
    String(packages.length),
    beforeAndAfter(beforePruning.bytes, zip.bytes),
    beforeAndAfter(beforePruning.unpackedBytes, zip.unpackedBytes),
    formatBytes(dropped),
    describeImports(verification),
  ];
};

const beforeAndAfter = (before: number, after: number): string =>
  before === after ? formatBytes(after) : `${formatBytes(before)} → ${formatBytes(after)}`;

const describeImports = (verification: LayerState['verification']): string => {
  if (verification === undefined) return 'not checked';
  const { outcome } = verification;
  if (outcome.status === 'not-checked') return 'not checked';
  const imported = outcome.modules.filter((module) => module.imported).length;
  return `${imported} of ${outcome.modules.length}`;
};

/** Returns why a target was published without verification, which is too long for a table cell. */
const describeUnchecked = ({ manifest, verification }: LayerState): readonly string[] =>
  verification?.outcome.status === 'not-checked'
    ? [
        `Not checked on this host: ${manifest.layerName} for ${formatTarget(manifest.target)}: ${verification.outcome.reason}`,
      ]
    : [];

/** A case without a report did not finish, so its start is unknown too. */
const initOf = (report: SmokeCase['report']): string => {
  if (report === undefined) return '';
  return report.initDurationMs === undefined ? 'warm' : formatMilliseconds(report.initDurationMs);
};

type SmokeCase = NonNullable<FunctionState['smoke']>['cases'][number];

const formatCase = ({ name, passed, status, report, payload }: SmokeCase): readonly string[] => [
  ...formatTable(
    ['case', 'result', 'status', 'duration', 'init', 'memory'],
    [
      [
        name,
        passed ? 'passed' : 'FAILED',
        String(status ?? ''),
        report === undefined ? '' : formatMilliseconds(report.durationMs),
        initOf(report),
        report?.maxMemoryUsedMb === undefined
          ? ''
          : `${report.maxMemoryUsedMb} of ${report.memorySizeMb ?? '?'} MB`,
      ],
    ],
  ),
  ...(payload === undefined ? [] : formatJson(payload).split('\n')),
];
