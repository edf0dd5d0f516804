import type { LayerDefinition, PackageFacts } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import type { LayerSize } from '../splice/layer-plan.ts';

/** Bytes of a zip that is sent within the request (Lambda quotas, "Deployment package size"). */
export const directUploadBytes = 52_428_800;
/** Bytes unpacked, for a function and its layers together (same page). */
export const unpackedBytesLimit = 262_144_000;

export interface LimitsRequest {
  readonly size: LayerSize;
  readonly packages: readonly PackageFacts[];
  readonly budget?: LayerDefinition['budget'];
}

/**
 * Holds a layer against Lambda’s limits and its own budget, before or after it is written.
 * @returns warnings: what can be built and not published in the usual way.
 * @throws LayerkitError layer/too-large, layer/budget-exceeded; both name the largest packages.
 */
export const checkLimits = ({ size, packages, budget }: LimitsRequest): readonly string[] => {
  if (size.unpackedBytes > unpackedBytesLimit)
    throw new LayerkitError({
      code: 'layer/too-large',
      message: `the layer unpacks to ${count(size.unpackedBytes)} bytes; Lambda takes ${count(unpackedBytesLimit)}, for a function and all its layers together`,
      problems: largest(size, packages, 'unpackedBytes'),
      hint: 'Leave out what the functions don’t need; what is larger than this runs on Lambda as a container image.',
    });
  const over = [
    budgetProblem('zipped', size.bytes, budget?.zippedBytes),
    budgetProblem('unpacked', size.unpackedBytes, budget?.unpackedBytes),
  ].filter((problem) => problem !== undefined);
  if (over.length > 0)
    throw new LayerkitError({
      code: 'layer/budget-exceeded',
      message: `the layer has ${over.join(' and ')}`,
      problems: largest(size, packages, budget?.zippedBytes === undefined ? 'unpackedBytes' : 'zippedBytes'),
      hint: 'Leave packages out or prune more, or raise the budget in layer.json.',
    });
  return size.bytes > directUploadBytes
    ? [
        `the zip has ${count(size.bytes)} bytes: more than the ${count(directUploadBytes)} that Lambda takes directly, so publishing it needs an S3 bucket`,
      ]
    : [];
};

const budgetProblem = (what: string, bytes: number, limit: number | undefined): string | undefined =>
  limit === undefined || bytes <= limit
    ? undefined
    : `${count(bytes)} bytes ${what}, its budget is ${count(limit)}`;

interface Share {
  readonly name: string;
  readonly unpackedBytes: number;
  readonly zippedBytes: number;
}

const largest = (
  size: LayerSize,
  packages: readonly PackageFacts[],
  by: 'zippedBytes' | 'unpackedBytes',
): readonly string[] =>
  [
    ...packages.map((found) => ({ ...found, name: `${found.name} ${found.version}` })),
    ownShare(size, packages),
  ]
    .filter(({ unpackedBytes }) => unpackedBytes > 0)
    .sort((a, b) => b[by] - a[by])
    .slice(0, 10)
    .map(
      (found) =>
        `${found.name}: ${count(found.unpackedBytes)} bytes unpacked, ${count(found.zippedBytes)} zipped`,
    );

/** What no package brings comes from the layer’s own sources. */
const ownShare = (size: LayerSize, packages: readonly PackageFacts[]): Share => ({
  name: 'own sources',
  unpackedBytes: packages.reduce((rest, found) => rest - found.unpackedBytes, size.unpackedBytes),
  zippedBytes: packages.reduce((rest, found) => rest - found.zippedBytes, size.bytes),
});

/** Grouped by commas in every locale. */
const count = (bytes: number): string => bytes.toLocaleString('en-US');
