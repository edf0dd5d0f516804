import { dirname, join, resolve } from 'node:path';
import { readLayerArtifact, readRejectedLayer, type LayerArtifact } from '@layerkit/artifact';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import {
  compatibleTargets,
  downloadLayerVersion,
  parseLayerVersionArn,
} from '@layerkit/publishing/layer-versions';
import { isLayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { makeOwnedFolder, removeFolder } from '@layerkit/temporary-files';
import type { KnownLayer } from '@layerkit/report';
import { factsOfBuild, type ZipUnderInspection } from '@layerkit/audit/inspect';
import { knownLayer } from './known-layer.ts';

/** A zip on disk, with facts that are not in its content. */
export interface OpenedZip extends ZipUnderInspection {
  /** The targets of its build or layer version; none if they are unknown. */
  readonly targets: readonly Target[];
  /** The manifest of its build, if it is next to the zip. */
  readonly manifest?: LayerManifest | undefined;
  /** The facts in other files next to the zip, if its manifest is there. */
  readonly layer?: KnownLayer | undefined;
}

export interface Zips {
  /**
   * Opens one zip.
   * @param name a path, or the ARN of a layer version, which is downloaded
   * @throws LayerkitError layer-version/*, aws/*
   */
  open(name: string): Promise<OpenedZip>;
  /** Deletes the downloaded zips. */
  close(): Promise<void>;
}

/**
 * Returns a function that opens zips by path or ARN, and one that cleans up. Opening a path does not check
 * that the file exists; the inspection reports a missing one.
 */
export const openZips = (): Zips => {
  const folders: string[] = [];
  return {
    open: async (name) => {
      if (!name.startsWith('arn:')) return openFile(name);
      const folder = await makeOwnedFolder('inspect');
      folders.push(folder);
      return downloadVersion(name, join(folder, 'layer.zip'));
    },
    close: async () => {
      await Promise.all(folders.map((folder) => removeFolder(folder)));
    },
  };
};

const openFile = async (name: string): Promise<OpenedZip> => {
  const zipPath = resolve(name);
  const artifact = await artifactOf(zipPath);
  if (artifact === undefined) return { zipPath, name, targets: [] };
  const { manifest } = artifact;
  const layer = await knownLayer(artifact);
  return { zipPath, name, targets: [manifest.target], manifest, layer, ...factsOfBuild(manifest) };
};

/** Returns the artifact of a zip if its manifest is next to it and matches its bytes. */
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
  // Loaded here, because the AWS SDK takes longer to load than most zips take to inspect
  const { connectLambda } = await import('@layerkit/publishing/aws');
  const { arn, region } = parseLayerVersionArn(name);
  const { layers } = await connectLambda({ region });
  const version = await downloadLayerVersion({ layers, arn, path });
  return { zipPath: path, name: arn, targets: compatibleTargets(version) };
};
