import { join } from 'node:path';
import {
  artifactDirectory,
  outputRootOf,
  readJsonFile,
  readLayerArtifact,
  readLayerDefinition,
  readVerification,
  runReportPath,
  targetsOf,
  type LayerManifest,
  type RunReportName,
  type Verification,
} from '@layerkit/artifact';
import { z } from 'zod';

const publicationSchema = z.object({
  results: z.array(
    z.object({ status: z.string(), arn: z.string(), release: z.object({ sha256: z.string() }) }),
  ),
});

const deploymentSchema = z.object({
  status: z.string(),
  functionName: z.string(),
  layers: z.array(z.object({ project: z.string(), arn: z.string() })),
});

const smokeSchema = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      passed: z.boolean(),
      status: z.number().optional(),
      report: z
        .object({
          durationMs: z.number(),
          initDurationMs: z.number().optional(),
          maxMemoryUsedMb: z.number().optional(),
          memorySizeMb: z.number().optional(),
        })
        .optional(),
      payload: z.unknown(),
    }),
  ),
});

/** One built target of a layer and what became of it. */
export interface LayerState {
  readonly project: string;
  readonly manifest: LayerManifest;
  readonly verification: Verification | undefined;
  readonly published: { readonly status: string; readonly arn: string } | undefined;
}

export interface FunctionState {
  readonly deployment: z.infer<typeof deploymentSchema>;
  readonly smoke: z.infer<typeof smokeSchema> | undefined;
}

/** Each target of a layer project, as the run has left it beside the artifacts. */
export const readLayerState = async (
  workspaceRoot: string,
  project: string,
  projectRoot: string,
): Promise<readonly LayerState[]> => {
  const outputRoot = outputRootOf(workspaceRoot, projectRoot);
  const definition = await readLayerDefinition(join(workspaceRoot, projectRoot));
  const { results } = await readReport(outputRoot, 'publication', publicationSchema);
  return Promise.all(
    targetsOf(definition).map(async (target) => {
      const artifact = await readLayerArtifact(artifactDirectory(outputRoot, target));
      const { manifest } = artifact;
      const published = results.find(({ release }) => release.sha256 === manifest.zip.sha256);
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
  const deployment = await readReport(outputRoot, 'deployment', deploymentSchema);
  return { deployment, smoke: proven ? await readReport(outputRoot, 'smoke', smokeSchema) : undefined };
};

const readReport = <T>(outputRoot: string, name: RunReportName, schema: z.ZodType<T>): Promise<T> =>
  readJsonFile(runReportPath(outputRoot, name), schema, {
    missing: { code: 'artifact/missing', hint: 'Run npm start again.' },
    invalid: 'artifact/invalid',
  });
