import type { Finding } from '@layerkit/artifact/finding';
import type { LayerSize, PackageFacts } from '@layerkit/artifact/manifest';
import { documentation, type FailureCode, formatNumber, LayerkitError } from '@layerkit/failure';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { listExamples } from '../../findings/examples.ts';
import { sizeFindings, type Budget } from './size-findings.ts';

export interface LimitsRequest {
  readonly size: LayerSize;
  readonly packages: readonly PackageFacts[];
  readonly budget?: Budget | undefined;
  /** The packages that require each package, if known. */
  readonly requirers?: ReadonlyMap<string, readonly string[]> | undefined;
}

/**
 * Returns layer/too-large or layer/budget-exceeded if a layer exceeds Lambda’s quotas or its own budget, with
 * the largest packages and the packages that require them. Otherwise returns undefined.
 */
export const overLimits = (request: LimitsRequest): LayerkitError | undefined => {
  const { size, packages, budget } = request;
  const [worst] = sizeFindings(size, budget).filter(({ severity }) => severity === 'error');
  if (worst === undefined) return undefined;
  const by =
    worst.code === 'size/budget' && budget?.zippedBytes !== undefined ? 'zippedBytes' : 'unpackedBytes';
  return new LayerkitError({
    code: failureOf(worst),
    message: worst.message,
    problems: largest(request, by),
    hint: `${waysToShrink(packages)} ${worst.code === 'size/unpacked' ? beyondLambda : 'Or raise the budget.'}`,
  });
};

const waysToShrink = (packages: readonly PackageFacts[]): string => {
  const services = packages.some(({ name }) => normalizeProjectName(name) === 'botocore');
  const fields = ['prune.rules', 'prune.exclude', ...(services ? ['prune.botocoreServices'] : [])];
  return `Leave out packages, or prune more with ${fields.join(', ')} in layer.json (see ${documentation('guides/smaller-layer')}).`;
};

const beyondLambda = 'If the layer is still too large, deploy the function as a container image.';

const failureOf = ({ code }: Finding): FailureCode =>
  code === 'size/unpacked' ? 'layer/too-large' : 'layer/budget-exceeded';

interface Share {
  readonly name: string;
  readonly unpackedBytes: number;
  readonly zippedBytes: number;
}

const largest = (
  { size, packages, requirers }: LimitsRequest,
  by: 'zippedBytes' | 'unpackedBytes',
): readonly string[] =>
  [
    ...packages.map((found) => ({
      ...found,
      name: `${found.name} ${found.version}`,
      requirers: requirers?.get(normalizeProjectName(found.name)) ?? [],
    })),
    { ...ownShare(size, packages), requirers: [] },
  ]
    .filter(({ unpackedBytes }) => unpackedBytes > 0)
    .sort((a, b) => b[by] - a[by])
    .slice(0, 10)
    .map((found) => {
      const because = found.requirers.length === 0 ? '' : `; required by ${listExamples(found.requirers)}`;
      return `${found.name}: ${formatNumber(found.unpackedBytes)} bytes unpacked, ${formatNumber(found.zippedBytes)} zipped${because}`;
    });

/** Returns the size of the own code: everything that no package contains. */
const ownShare = (size: LayerSize, packages: readonly PackageFacts[]): Share => ({
  name: 'own code',
  unpackedBytes: packages.reduce((rest, found) => rest - found.unpackedBytes, size.unpackedBytes),
  zippedBytes: packages.reduce((rest, found) => rest - found.zippedBytes, size.bytes),
});
