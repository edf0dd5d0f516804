import type { LayerArtifact } from '@layerkit/artifact';
import { refuseOversized } from '../zip/refuse-oversized.ts';
import { findLeftOvers, type LeftOver } from './find-left-overs.ts';
import { temporaryName } from './lease.ts';
import type { TemporaryResources } from './temporary-resources.ts';

/** The name of the temporary function to create, and the leftovers to remove first, as plain data. */
export interface TemporaryFunctionPlan {
  /** The name of the function and of its layer. */
  readonly name: string;
  readonly leftOvers: readonly LeftOver[];
}

/**
 * Finds the leftovers of killed runs and chooses a unique name. Changes nothing.
 * @throws LayerkitError publish/needs-s3 (before any request), aws/*
 */
export const planTemporaryFunction = async (
  { manifest, zipPath }: LayerArtifact,
  resources: TemporaryResources,
): Promise<TemporaryFunctionPlan> => {
  refuseOversized([{ name: manifest.layerName, zipPath, bytes: manifest.zip.bytes }]);
  return { name: temporaryName(manifest.zip.sha256, 'verify'), leftOvers: await findLeftOvers(resources) };
};

/** Formats the plan as text: one line for each leftover and one for the function. */
export const formatTemporaryFunctionPlan = ({
  name,
  leftOvers,
}: TemporaryFunctionPlan): readonly string[] => [
  ...leftOvers.map((leftOver) => `remove     ${describe(leftOver)}, left by a killed run`),
  `create     function ${name} with the layer attached, until it is verified`,
];

const describe = (leftOver: LeftOver): string =>
  leftOver.kind === 'function'
    ? `function ${leftOver.functionName}`
    : `layer version ${leftOver.layerName}:${leftOver.version}`;
