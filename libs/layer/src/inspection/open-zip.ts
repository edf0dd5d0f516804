import { dirname, resolve } from 'node:path';
import { readLayerArtifact, readRejectedLayer, type LayerArtifact } from '@layerkit/artifact';
import type { LayerManifest } from '@layerkit/artifact/manifest';
import {
  compatibleTargets,
  downloadLayerZip,
  getLayerVersion,
  parseLayerVersionArn,
} from '@layerkit/publishing/layer-versions';
import { isLayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
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

/**
 * Opens a zip by its path, or a layer version by its ARN. The zip of a layer version is downloaded into the store, unless it
 * is there. A path may name no file: the inspection reports that.
 * @throws LayerkitError layer-version/*, aws/*
 */
export const openZip = (name: string): Promise<OpenedZip> =>
  name.startsWith('arn:') ? openVersion(name) : openFile(name);

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

const openVersion = async (name: string): Promise<OpenedZip> => {
  // Loaded here, because the AWS SDK takes longer to load than most zips take to inspect
  const { connectLambda } = await import('@layerkit/publishing/aws');
  const { keepLayerZip } = await import('@layerkit/packaging');
  const { arn, region } = parseLayerVersionArn(name);
  const { layers } = await connectLambda({ region });
  const version = await getLayerVersion(layers, arn);
  const download = (path: string): Promise<void> => downloadLayerZip(version, path);
  const zipPath = await keepLayerZip({ sha256: version.sha256, download });
  return { zipPath, name: arn, targets: compatibleTargets(version) };
};
