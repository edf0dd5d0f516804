import type { PackageFacts, ZipFacts } from '@layerkit/artifact/manifest';
import type { LayerPlan } from '@layerkit/assembly';
import { formatNumber } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';

/**
 * Returns the limits of Lambda that a function’s zip exceeds by itself, then its largest packages. Layers come on top:
 * deploy and inspect compare the sum (Lambda quotas).
 */
export const sizeProblems = (
  { bytes, unpackedBytes }: ZipFacts,
  plan: Pick<LayerPlan, 'packages'> | undefined,
): readonly string[] => {
  const problems = [
    ...(bytes <= quotas.zipInRequest
      ? []
      : [
          `its zip has ${bytes} bytes; Lambda accepts at most ${quotas.zipInRequest} in a direct upload (Lambda quotas)`,
        ]),
    ...(unpackedBytes <= quotas.unpacked
      ? []
      : [
          `it unpacks to ${formatNumber(unpackedBytes)} bytes; Lambda allows ${formatNumber(quotas.unpacked)} for a function and all its layers`,
        ]),
  ];
  return problems.length === 0 ? [] : [...problems, ...largest(plan?.packages ?? [])];
};

const mostNamed = 10;

const largest = (packages: readonly PackageFacts[]): readonly string[] =>
  packages
    .toSorted((a, b) => b.unpackedBytes - a.unpackedBytes)
    .slice(0, mostNamed)
    .map(
      ({ name, version, zippedBytes, unpackedBytes }) =>
        `${name} ${version}: ${formatNumber(unpackedBytes)} bytes unpacked, ${formatNumber(zippedBytes)} zipped`,
    );
