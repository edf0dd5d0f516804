import type { Finding, LayerDefinition, LayerSize } from '@layerkit/artifact';
import { quotas } from '@layerkit/platform-resolution';
import { count } from '../../findings/examples.ts';

/** Own upper limits, in bytes. */
export type Budget = NonNullable<LayerDefinition['budget']>;

/** What a layer’s size is over: Lambda’s limits, which differ in what they stop, and its own budget. */
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
  message: `the layer unpacks to ${count(unpackedBytes)} bytes; Lambda takes ${count(quotas.unpacked)}, for a function and all its layers together`,
  hint: 'Leave out what the functions don’t need; what is larger than this runs on Lambda as a container image.',
});

const needsBucket = (bytes: number): Finding => ({
  code: 'size/zipped',
  severity: 'warning',
  message: `the zip has ${count(bytes)} bytes: more than the ${count(quotas.zipInRequest)} that Lambda takes directly, so publish will refuse it`,
  hint: 'Leave packages out, prune more, or split the requirements over two layers. Through an S3 bucket it can be published by hand.',
});

const overBudget = (problems: readonly (string | undefined)[]): readonly Finding[] => {
  const over = problems.filter((problem) => problem !== undefined);
  if (over.length === 0) return [];
  return [
    {
      code: 'size/budget',
      severity: 'error',
      message: `the layer has ${over.join(' and ')}`,
      hint: 'Leave packages out or prune more, or raise the budget in layer.json.',
    },
  ];
};

const budgetProblem = (what: string, bytes: number, limit: number | undefined): string | undefined =>
  limit === undefined || bytes <= limit
    ? undefined
    : `${count(bytes)} bytes ${what}, its budget is ${count(limit)}`;
