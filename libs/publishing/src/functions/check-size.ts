import type { FunctionArtifact } from '@layerkit/artifact';
import { formatNumber, LayerkitError } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';
import { type ChosenLayer, isThirdParty } from './attached-layers.ts';

/**
 * Returns the unpacked size of the function with its layers, in bytes. Layers that could not be read do not count.
 * @throws LayerkitError deploy/too-large, with the size of each
 */
export const checkUnpackedSize = ({ manifest }: FunctionArtifact, layers: readonly ChosenLayer[]): number => {
  const total = layers.reduce((sum, layer) => sum + (bytesOf(layer) ?? 0), manifest.zip.unpackedBytes);
  if (total <= quotas.unpacked) return total;
  throw new LayerkitError({
    code: 'deploy/too-large',
    message: `${manifest.functionName} with its layers is ${formatNumber(total)} bytes unpacked, ${formatNumber(total - quotas.unpacked)} over Lambda’s limit of ${formatNumber(quotas.unpacked)}`,
    problems: [
      `the function’s code: ${formatNumber(manifest.zip.unpackedBytes)} bytes`,
      ...layers.map(describeSize),
    ],
    hint: 'Remove packages that the function does not need, or split it into functions with their own layers.',
  });
};

const bytesOf = (layer: ChosenLayer): number | undefined => {
  if (!isThirdParty(layer)) return layer.unpackedBytes;
  return layer.content.status === 'read' ? layer.content.unpackedBytes : undefined;
};

const describeSize = (layer: ChosenLayer): string => {
  const bytes = bytesOf(layer);
  const size = bytes === undefined ? 'unknown size' : `${formatNumber(bytes)} bytes`;
  return `${isThirdParty(layer) ? layer.arn : layer.project}: ${size}`;
};
