import { formatNumber } from '@layerkit/failure';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import type { Finding } from '@layerkit/artifact/finding';
import type { LayerSize } from '@layerkit/artifact/manifest';
import { quotas } from '@layerkit/platform-resolution';

/** The layer’s own size limits, in bytes. */
export type Budget = NonNullable<LayerDefinition['budget']>;

/** Returns findings for the limits that a layer’s size exceeds: Lambda’s quotas and the layer’s budget. */
export const sizeFindings = (
  { bytes, unpackedBytes }: Pick<LayerSize, 'bytes' | 'unpackedBytes'>,
  budget: Budget | undefined,
): readonly Finding[] => [
  ...(unpackedBytes > quotas.unpacked ? [tooLarge(unpackedBytes)] : []),
  ...overBudget([
    budgetProblem('zipped', bytes, budget?.zippedBytes),
    budgetProblem('unpacked', unpackedBytes, budget?.unpackedBytes),
  ]),
  ...(bytes > quotas.zipInRequest ? [needsBucket(bytes)] : []),
];

const tooLarge = (unpackedBytes: number): Finding => ({
  code: 'size/unpacked',
  severity: 'error',
  message: `the layer unpacks to ${formatNumber(unpackedBytes)} bytes; Lambda allows ${formatNumber(quotas.unpacked)} for a function and all its layers`,
  hint: 'Leave out what the functions don’t need. If the layer is still too large, deploy the function as a container image.',
});

const needsBucket = (bytes: number): Finding => ({
  code: 'size/zipped',
  severity: 'warning',
  message: `the zip has ${formatNumber(bytes)} bytes; Lambda accepts at most ${formatNumber(quotas.zipInRequest)} in a direct upload, so publish will refuse it`,
  hint: 'Leave out packages, prune more, or split the requirements into two layers. To publish it as it is, upload it by hand through an S3 bucket.',
});

const overBudget = (problems: readonly (string | undefined)[]): readonly Finding[] => {
  const over = problems.filter((problem) => problem !== undefined);
  if (over.length === 0) return [];
  return [
    {
      code: 'size/budget',
      severity: 'error',
      message: `the layer has ${over.join(' and ')}`,
      hint: 'Leave out packages, prune more, or raise the budget in layer.json.',
    },
  ];
};

const budgetProblem = (what: string, bytes: number, limit: number | undefined): string | undefined =>
  limit === undefined || bytes <= limit
    ? undefined
    : `${formatNumber(bytes)} bytes ${what}, over its budget of ${formatNumber(limit)}`;
