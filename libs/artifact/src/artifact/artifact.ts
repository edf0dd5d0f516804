import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatJson, LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { replaceFile } from '@layerkit/temporary-files';
import type { z } from 'zod';
import { sha256OfFile } from '../digest/sha256.ts';
import { readJsonFile } from '../json/read-json-file.ts';
import { functionManifestSchema, type FunctionManifest } from '../manifest/function-manifest.ts';
import { layerManifestSchema, type LayerManifest, type ZipFacts } from '../manifest/layer-manifest.ts';
import { verificationSchema, type Verification } from '../manifest/verification.ts';

/** A built layer on disk: the zip to publish and its manifest. */
export interface LayerArtifact {
  readonly directory: string;
  readonly zipPath: string;
  readonly manifest: LayerManifest;
}

/** A built function on disk. */
export interface FunctionArtifact {
  readonly directory: string;
  readonly zipPath: string;
  readonly manifest: FunctionManifest;
}

export const layerZipName = 'layer.zip';
export const functionZipName = 'function.zip';
export const manifestName = 'manifest.json';
const verificationName = 'verification.json';

/** Returns the folder of a project's artifacts: `dist/<project root>` in the workspace. */
export const outputRootOf = (workspaceRoot: string, projectRoot: string): string =>
  join(workspaceRoot, 'dist', projectRoot);

/** Returns the folder of the artifact for one target, below a project's output folder. */
export const artifactDirectory = (outputRoot: string, target: Target): string =>
  join(outputRoot, `${target.runtime}-${target.architecture}`);

/**
 * Reads a built layer and checks that its zip matches the manifest.
 * @throws LayerkitError artifact/missing, artifact/invalid
 */
export const readLayerArtifact = async (directory: string): Promise<LayerArtifact> => {
  const manifest = await readManifest(directory, layerManifestSchema);
  return { directory, manifest, zipPath: await checkedZip(directory, manifest.zip) };
};

/**
 * Reads a built function and checks that its zip matches the manifest.
 * @throws LayerkitError artifact/missing, artifact/invalid
 */
export const readFunctionArtifact = async (directory: string): Promise<FunctionArtifact> => {
  const manifest = await readManifest(directory, functionManifestSchema);
  return { directory, manifest, zipPath: await checkedZip(directory, manifest.zip) };
};

/** Writes a manifest. Write it last: a directory with a manifest has a complete zip. */
export const writeManifest = (directory: string, manifest: LayerManifest | FunctionManifest): Promise<void> =>
  writeText(directory, manifestName, formatManifest(manifest));

/** Returns the text of a manifest’s file. */
export const formatManifest = (manifest: LayerManifest | FunctionManifest): string =>
  `${formatJson(manifest)}\n`;

/**
 * Deletes the manifests of earlier builds, so that none passes for the result of a failed build. The zips stay. Ignores
 * errors of the disk, which the failed build has already reported.
 */
export const forgetManifests = async (outputRoot: string, targets: readonly Target[]): Promise<void> => {
  for (const target of targets)
    await rm(join(artifactDirectory(outputRoot, target), manifestName), { force: true }).catch(
      () => undefined,
    );
};

/**
 * Deletes the manifests in all folders of a project’s output except some. Zips stay. Ignores errors of the disk, which the
 * next write reports.
 */
export const forgetOtherManifests = async (outputRoot: string, kept: readonly string[]): Promise<void> => {
  const names = await readdir(outputRoot).catch(() => []);
  for (const directory of names.map((name) => join(outputRoot, name)))
    if (!kept.includes(directory))
      await rm(join(directory, manifestName), { force: true }).catch(() => undefined);
};

/** Deletes the verification result of a zip before it is verified again. */
export const forgetVerification = (directory: string): Promise<void> =>
  rm(join(directory, verificationName), { force: true });

export const writeVerification = (directory: string, verification: Verification): Promise<void> =>
  writeText(directory, verificationName, `${formatJson(verification)}\n`);

/** Reads the verification result next to a zip; undefined if there is none for this digest. */
export const readVerification = async (artifact: LayerArtifact): Promise<Verification | undefined> => {
  const path = join(artifact.directory, verificationName);
  try {
    const found = await readJsonFile(path, verificationSchema, buildFirst);
    return found.zipSha256 === artifact.manifest.zip.sha256 ? found : undefined;
  } catch (error) {
    if (error instanceof LayerkitError) return undefined;
    throw error;
  }
};

const buildFirst = {
  missing: { code: 'artifact/missing', hint: 'Run the project’s build target first.' },
  invalid: 'artifact/invalid',
  invalidHint:
    'Run the project’s build target again: the file is damaged, or another version of layerkit wrote it.',
} as const;

const readManifest = <T>(directory: string, schema: z.ZodType<T>): Promise<T> =>
  readJsonFile(join(directory, manifestName), schema, buildFirst);

/** Returns the path of a manifest’s zip if its digest matches the manifest. */
export const checkedZip = async (directory: string, facts: ZipFacts): Promise<string> => {
  const path = join(directory, facts.file);
  const found = await sha256OfFile(path).catch((cause: unknown) => {
    throw new LayerkitError({ ...buildFirst.missing, message: `${path} can’t be read`, cause });
  });
  if (found === facts.sha256) return path;
  throw new LayerkitError({
    code: 'artifact/invalid',
    message: `${path} does not match its manifest: its sha256 is ${found}, not ${facts.sha256}`,
    hint: 'Run the project’s build target again: the zip was changed after the build.',
  });
};

const writeText = async (directory: string, name: string, text: string): Promise<void> => {
  await mkdir(directory, { recursive: true });
  // Like the zip, not flushed: damage from a power failure is noticed, and the artifact is built again
  await replaceFile(join(directory, name), text);
};
