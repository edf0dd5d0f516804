import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import writeFileAtomic from 'write-file-atomic';
import type { z } from 'zod';
import { sha256OfFile } from '../digest/sha256.ts';
import { readJsonFile } from '../json/read-json-file.ts';
import { functionManifestSchema, type FunctionManifest } from '../manifest/function-manifest.ts';
import { layerManifestSchema, type LayerManifest, type ZipFacts } from '../manifest/layer-manifest.ts';
import { verificationSchema, type Verification } from '../manifest/verification.ts';

/** A built layer on disk: the zip that will be published and what is known of it. */
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

/** Where a project's artifacts lie: `dist/<project root>` in its workspace. */
export const outputRootOf = (workspaceRoot: string, projectRoot: string): string =>
  join(workspaceRoot, 'dist', projectRoot);

/** Where the artifact for one target lies below a project's output folder. */
export const artifactDirectory = (outputRoot: string, target: Target): string =>
  join(outputRoot, `${target.runtime}-${target.architecture}`);

/**
 * Reads a built layer and makes sure that its zip is the one the manifest speaks of.
 * @throws LayerkitError artifact/missing, artifact/invalid
 */
export const readLayerArtifact = async (directory: string): Promise<LayerArtifact> => {
  const manifest = await readManifest(directory, layerManifestSchema);
  return { directory, manifest, zipPath: await checkedZip(directory, manifest.zip) };
};

/**
 * Reads a built function and makes sure that its zip is the one the manifest speaks of.
 * @throws LayerkitError artifact/missing, artifact/invalid
 */
export const readFunctionArtifact = async (directory: string): Promise<FunctionArtifact> => {
  const manifest = await readManifest(directory, functionManifestSchema);
  return { directory, manifest, zipPath: await checkedZip(directory, manifest.zip) };
};

/** Written last: a directory with a manifest has a complete zip. */
export const writeManifest = (directory: string, manifest: LayerManifest | FunctionManifest): Promise<void> =>
  writeJson(directory, manifestName, manifest);

/**
 * Removes the manifests of earlier builds, so that they do not stand for one that failed; the zips stay.
 * Where the disk refuses it the failed build has said so.
 */
export const forgetManifests = async (outputRoot: string, targets: readonly Target[]): Promise<void> => {
  for (const target of targets)
    await rm(join(artifactDirectory(outputRoot, target), manifestName), { force: true }).catch(
      () => undefined,
    );
};

/** Removes what was found of a zip, where it is to be found anew. */
export const forgetVerification = (directory: string): Promise<void> =>
  rm(join(directory, verificationName), { force: true });

export const writeVerification = (directory: string, verification: Verification): Promise<void> =>
  writeJson(directory, verificationName, verification);

/** The verification beside the zip, when there is one and it speaks of this very zip. */
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
  invalidHint: 'It is not as this layerkit writes it. Run the project’s build target again.',
} as const;

const readManifest = <T>(directory: string, schema: z.ZodType<T>): Promise<T> =>
  readJsonFile(join(directory, manifestName), schema, buildFirst);

/** The path of a manifest’s zip, when it is the very one that the manifest speaks of. */
export const checkedZip = async (directory: string, facts: ZipFacts): Promise<string> => {
  const path = join(directory, facts.file);
  const found = await sha256OfFile(path).catch((cause: unknown) => {
    throw new LayerkitError({ ...buildFirst.missing, message: `${path} can’t be read`, cause });
  });
  if (found === facts.sha256) return path;
  throw new LayerkitError({
    code: 'artifact/invalid',
    message: `${path} is not the file its manifest speaks of: sha256 ${found} instead of ${facts.sha256}`,
    hint: 'Something changed it after the build. Run the project’s build target again.',
  });
};

const writeJson = async (directory: string, name: string, value: unknown): Promise<void> => {
  await mkdir(directory, { recursive: true });
  // Not flushed, as the zip is not: what a power failure leaves of either is seen, and built again.
  await writeFileAtomic(join(directory, name), `${JSON.stringify(value, null, 2)}\n`, { fsync: false });
};
