import { join } from 'node:path';
import { artifactDirectory, outputRootOf, readLayerArtifact, readVerification } from '@layerkit/artifact';
import { readLayerDefinition, targetsOf } from '@layerkit/artifact/definition';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import { readJsonFile, resultPath, resultSchemas, type Result } from '@layerkit/artifact/results';
import type { Verification } from '@layerkit/artifact/verification';
import type { z } from 'zod';

/** A built target of a layer, with its verification and its publication. */
export interface LayerState {
  readonly project: string;
  readonly manifest: LayerManifest;
  readonly verification: Verification | undefined;
  readonly published: Result<'publication'>['releases'][number] | undefined;
}

export interface FunctionState {
  readonly deployment: Result<'deployment'>;
  readonly smoke: Result<'smoke'> | undefined;
}

/** Reads the state of each target of a layer project from the files next to its artifacts. */
export const readLayerState = async (
  workspaceRoot: string,
  project: string,
  projectRoot: string,
): Promise<readonly LayerState[]> => {
  const outputRoot = outputRootOf(workspaceRoot, projectRoot);
  const definition = await readLayerDefinition(join(workspaceRoot, projectRoot));
  const { releases } = await read(resultPath(outputRoot, 'publication'), resultSchemas.publication);
  return Promise.all(
    targetsOf(definition).map(async (target) => {
      const artifact = await readLayerArtifact(artifactDirectory(outputRoot, target));
      const { manifest } = artifact;
      const published = releases.find(({ sha256 }) => sha256 === manifest.zip.sha256);
      return { project, manifest, verification: await readVerification(artifact), published };
    }),
  );
};

/** Reads the deployment of a function and, if they ran, the results of its smoke cases. */
export const readFunctionState = async (
  workspaceRoot: string,
  projectRoot: string,
  tested: boolean,
): Promise<FunctionState> => {
  const outputRoot = outputRootOf(workspaceRoot, projectRoot);
  const deployment = await read(resultPath(outputRoot, 'deployment'), resultSchemas.deployment);
  if (!tested) return { deployment, smoke: undefined };
  return { deployment, smoke: await read(resultPath(outputRoot, 'smoke'), resultSchemas.smoke) };
};

const read = <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
  readJsonFile(path, schema, {
    missing: { code: 'artifact/missing', hint: 'Run npm start again.' },
    invalid: 'artifact/invalid',
  });
