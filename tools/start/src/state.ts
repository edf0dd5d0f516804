import { join } from 'node:path';
import {
  artifactDirectory,
  outputRootOf,
  readJsonFile,
  readLayerArtifact,
  readLayerDefinition,
  readVerification,
  resultPath,
  resultSchemas,
  targetsOf,
  type LayerManifest,
  type Result,
  type Verification,
} from '@layerkit/artifact';
import type { z } from 'zod';

/** One built target of a layer and what became of it. */
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

/** Each target of a layer project, as the run has left it beside the artifacts. */
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

/** The deployed function, and its proof where there was one. */
export const readFunctionState = async (
  workspaceRoot: string,
  projectRoot: string,
  proven: boolean,
): Promise<FunctionState> => {
  const outputRoot = outputRootOf(workspaceRoot, projectRoot);
  const deployment = await read(resultPath(outputRoot, 'deployment'), resultSchemas.deployment);
  if (!proven) return { deployment, smoke: undefined };
  return { deployment, smoke: await read(resultPath(outputRoot, 'smoke'), resultSchemas.smoke) };
};

const read = <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
  readJsonFile(path, schema, {
    missing: { code: 'artifact/missing', hint: 'Run npm start again.' },
    invalid: 'artifact/invalid',
  });
