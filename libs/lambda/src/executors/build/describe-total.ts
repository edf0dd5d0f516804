import type { FunctionArtifact } from '@layerkit/artifact';
import { quotas } from '@layerkit/platform-resolution';
import { formatBytes } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { layersBuiltSoFar } from '../../project/attached-layers.ts';
import type { ProjectFunction } from '../../project/project-functions.ts';

/** Returns the lines of `describeTotal` for the functions of a zip, each once: most have the same layers. */
export const describeTotals = async (
  functions: readonly Pick<ProjectFunction, 'definition'>[],
  artifact: FunctionArtifact,
  context: ExecutorContext,
): Promise<readonly string[]> => {
  const lines = await Promise.all(functions.map((one) => describeTotal(one, artifact, context)));
  return [...new Set(lines.flat())];
};

/**
 * Returns a line that compares the unpacked size of own code, own packages and layers with Lambda’s limit for all of them.
 * None for a function without requirements. Layers that function.json names by ARN do not count.
 */
const describeTotal = async (
  one: Pick<ProjectFunction, 'definition'>,
  { manifest }: FunctionArtifact,
  context: ExecutorContext,
): Promise<readonly string[]> => {
  const { packages, zip } = manifest;
  if (packages === undefined) return [];
  const layers = await layersBuiltSoFar(one, context);
  const ofPackages = packages.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  const parts = [
    `own code ${formatBytes(zip.unpackedBytes - ofPackages)}`,
    `packages ${formatBytes(ofPackages)}`,
    ...(layers ?? []).map(
      ({ manifest: layer }) => `${layer.layerName} ${formatBytes(layer.zip.unpackedBytes)}`,
    ),
  ];
  const total = (layers ?? []).reduce(
    (sum, layer) => sum + layer.manifest.zip.unpackedBytes,
    zip.unpackedBytes,
  );
  const unknown = layers === undefined ? ' without the layers, which are not all built' : '';
  const line = `unpacked: ${parts.join(' + ')} = ${formatBytes(total)} of ${formatBytes(quotas.unpacked)}${unknown}`;
  return [total > quotas.unpacked ? `warning: ${line}: deploy would refuse it` : `  ${line}`];
};
