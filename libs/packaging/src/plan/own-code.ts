import { join } from 'node:path';
import type { OwnSources } from '@layerkit/assembly';
import { packagesFolderOf } from '@layerkit/platform-resolution/layout';
import type { Wheel } from '@layerkit/wheels';
import type { WheelAccess } from '@layerkit/wheels/store';
import { sourceFolder, zipSources } from '@layerkit/zip/sources';
import { buildProject } from '../from-source/build-project.ts';
import { isPythonProject } from '../from-source/is-python-project.ts';
import type { LayerInputs } from '../layer-inputs.ts';

export interface OwnCode {
  /** The wheel of a project with a pyproject.toml. */
  readonly wheels: readonly Wheel[];
  readonly sources?: OwnSources;
}

/**
 * Builds a wheel of the layer’s own code if that is a Python project, and packs it as it is otherwise.
 * @throws LayerkitError source/invalid; as `buildProject`
 */
export const prepareOwnCode = async (
  layer: LayerInputs,
  access: WheelAccess,
  folder: string,
): Promise<OwnCode> => {
  const { sources } = layer.definition;
  if (sources === undefined) return { wheels: [] };
  const directory = await sourceFolder(layer.projectRoot, sources);
  if (await isPythonProject(directory)) {
    const { env, offline } = access;
    return { wheels: [await buildProject(sources, layer, { env, offline, output: folder })] };
  }
  const { path } = await zipSources({
    directory,
    prefix: packagesFolderOf(layer.target.runtime),
    outputPath: join(folder, 'sources.zip'),
  });
  return { wheels: [], sources: { zipPath: path, name: sources } };
};
