import type { LayerArtifact } from '@layerkit/artifact';
import { refuseOversized } from '../zip/refuse-oversized.ts';
import { findLeftOvers, type LeftOver } from './find-left-overs.ts';
import { temporaryName } from './lease.ts';
import type { TemporaryResources } from './temporary-resources.ts';

/** What is going to be made for a while, and what is removed first; plain data. */
export interface TemporaryFunctionPlan {
  /** Of the function, and of the layer that is attached to it. */
  readonly name: string;
  readonly leftOvers: readonly LeftOver[];
}

/**
 * Looks for what killed runs have left and chooses a name of its own; changes nothing.
 * @throws LayerkitError publish/needs-s3 (before any request), aws/*
 */
export const planTemporaryFunction = async (
  { manifest, zipPath }: LayerArtifact,
  resources: TemporaryResources,
): Promise<TemporaryFunctionPlan> => {
  refuseOversized([{ name: manifest.layerName, zipPath, bytes: manifest.zip.bytes }]);
  return { name: temporaryName(manifest.zip.sha256), leftOvers: await findLeftOvers(resources) };
};

/** The plan for a person: a line for the function, one for each thing that is removed. */
export const formatTemporaryFunctionPlan = ({
  name,
  leftOvers,
}: TemporaryFunctionPlan): readonly string[] => [
  ...leftOvers.map((leftOver) => `remove     ${describe(leftOver)}, left by a run that was killed`),
  `create     function ${name} with the layer attached, for as long as it is verified`,
];

const describe = (leftOver: LeftOver): string =>
  leftOver.kind === 'function'
    ? `function ${leftOver.functionName}`
    : `layer version ${leftOver.layerName}:${leftOver.version}`;
