import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readLayerArtifact, readRejectedLayer, type LayerArtifact } from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import { architectures, runtimes, type Target } from '@layerkit/platform-resolution';
import { factsOfBuild, type ZipUnderInspection } from '@layerkit/audit';

/** A zip on disk with what is known of it besides its content. */
export interface OpenedZip extends ZipUnderInspection {
  /** The targets that it says it is for; none where nothing says so. */
  readonly targets: readonly Target[];
}

export interface Zips {
  /**
   * @param name a path, or the ARN of a layer version, which is downloaded
   * @throws LayerkitError layer-version/*, aws/*
   */
  open(name: string): Promise<OpenedZip>;
  /** Deletes what was downloaded. */
  close(): Promise<void>;
}

/**
 * Opens zips by path and by ARN. A path is not looked at yet: whoever inspects it says when it is not there.
 */
export const openZips = (): Zips => {
  const folders: string[] = [];
  return {
    open: async (name) => {
      if (!name.startsWith('arn:')) return openFile(name);
      const folder = await mkdtemp(join(tmpdir(), 'layerkit-inspect-'));
      folders.push(folder);
      return downloadVersion(name, join(folder, 'layer.zip'));
    },
    close: async () => {
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
};

const openFile = async (name: string): Promise<OpenedZip> => {
  const zipPath = resolve(name);
  const artifact = await artifactOf(zipPath);
  if (artifact === undefined) return { zipPath, name, targets: [] };
  const { target } = artifact.manifest;
  return { zipPath, name, targets: [target], ...factsOfBuild(artifact.manifest) };
};

/** The build that a zip is from, when what it knew lies beside it and speaks of these very bytes. */
const artifactOf = async (zipPath: string): Promise<LayerArtifact | undefined> => {
  const folder = dirname(zipPath);
  const artifact = (await builtIn(folder)) ?? (await readRejectedLayer(folder));
  return artifact?.zipPath === zipPath ? artifact : undefined;
};

const builtIn = async (folder: string): Promise<LayerArtifact | undefined> => {
  try {
    return await readLayerArtifact(folder);
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};

const downloadVersion = async (name: string, path: string): Promise<OpenedZip> => {
  // Loaded here: the AWS SDK takes longer to load than most zips take to inspect.
  const { connectLambda, downloadLayerVersion, parseLayerVersionArn } = await import('@layerkit/publishing');
  const { arn, region } = parseLayerVersionArn(name);
  const { layers } = await connectLambda({ region });
  const version = await downloadLayerVersion({ layers, arn, path });
  return { zipPath: path, name: arn, targets: compatibleTargets(version) };
};

/** A version that names no architecture says nothing of them; runtimes of other languages are not ours. */
const compatibleTargets = (version: {
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
}): readonly Target[] =>
  runtimes
    .filter((runtime) => version.runtimes.includes(runtime))
    .flatMap((runtime) =>
      architectures
        .filter((name) => version.architectures.length === 0 || version.architectures.includes(name))
        .map((architecture) => ({ runtime, architecture })),
    );
