import type { Finding, PackageFacts } from '@layerkit/artifact';
import { LayerkitError, type FailureCode } from '@layerkit/failure';
import type { LayerSize } from '../../splice/layer-plan.ts';
import { count } from '../examples.ts';
import { sizeFindings, type Budget } from './size-findings.ts';

export interface LimitsRequest {
  readonly size: LayerSize;
  readonly packages: readonly PackageFacts[];
  readonly budget?: Budget | undefined;
}

/**
 * Refuses a layer that is over Lambda’s limits or its own budget, before it is written.
 * @throws LayerkitError layer/too-large, layer/budget-exceeded; both name the largest packages.
 */
export const checkLimits = ({ size, packages, budget }: LimitsRequest): void => {
  const [worst] = sizeFindings(size, budget).filter(({ severity }) => severity === 'error');
  if (worst === undefined) return;
  const by =
    worst.code === 'size/budget' && budget?.zippedBytes !== undefined ? 'zippedBytes' : 'unpackedBytes';
  throw new LayerkitError({
    code: failureOf(worst),
    message: worst.message,
    problems: largest(size, packages, by),
    hint: worst.hint,
  });
};

const failureOf = ({ code }: Finding): FailureCode =>
  code === 'size/unpacked' ? 'layer/too-large' : 'layer/budget-exceeded';

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
