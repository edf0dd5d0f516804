import type { FunctionArtifact } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';
import { formatCount } from '../zip/format-count.ts';
import type { ChosenLayer } from './attached-layers.ts';

/**
 * Adds up what the function and its layers will take unpacked.
 * @returns bytes
 * @throws LayerkitError deploy/too-large, with the share of each
 */
export const checkUnpackedSize = ({ manifest }: FunctionArtifact, layers: readonly ChosenLayer[]): number => {
  const total = layers.reduce((sum, layer) => sum + layer.unpackedBytes, manifest.zip.unpackedBytes);
  if (total <= quotas.unpacked) return total;
  throw new LayerkitError({
    code: 'deploy/too-large',
    message: `${manifest.functionName} and its layers have ${formatCount(total)} bytes unpacked; Lambda takes ${formatCount(quotas.unpacked)}, ${formatCount(total - quotas.unpacked)} fewer`,
    problems: [
      `the function’s code: ${formatCount(manifest.zip.unpackedBytes)} bytes`,
      ...layers.map(({ project, unpackedBytes }) => `${project}: ${formatCount(unpackedBytes)} bytes`),
    ],
    hint: 'Drop packages the function does not need, or split it into functions with their own layers.',
  });
};
