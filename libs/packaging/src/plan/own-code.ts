import { join } from 'node:path';
import type { OwnSources } from '@layerkit/assembly';
import { LayerkitError } from '@layerkit/failure';
import { packagesFolderOf } from '@layerkit/platform-resolution/layout';
import type { Wheel } from '@layerkit/wheels';
import type { WheelAccess } from '@layerkit/wheels/store';
import { zipSources } from '@layerkit/zip/sources';
import { buildProject } from '../from-source/build-project.ts';
import type { LockedInputs } from '../layer-inputs.ts';
import { ownParts, type OwnProject } from './own-projects.ts';

export interface OwnCode {
  /** The wheels of projects with a pyproject.toml. */
  readonly wheels: readonly Wheel[];
  readonly sources: readonly OwnSources[];
}

/**
 * Builds a wheel of each Python project among the layer’s own code, and packs the rest as it is.
 * @throws LayerkitError requirements/invalid, source/invalid; as `buildProject`
 */
export const prepareOwnCode = async (
  layer: LockedInputs,
  access: WheelAccess,
  folder: string,
): Promise<OwnCode> => {
  const { projects, folders } = await ownParts(layer);
  const wheels: Wheel[] = [];
  for (const project of projects) wheels.push(await wheelOf(project, layer, { ...access, output: folder }));
  const sources: OwnSources[] = [];
  for (const [at, name] of folders.entries()) {
    const { path } = await zipSources({
      directory: join(layer.projectRoot, name),
      prefix: packagesFolderOf(layer.target.runtime),
      outputPath: join(folder, `sources-${at}.zip`),
    });
    sources.push({ zipPath: path, name });
  }
  return { wheels, sources };
};

const wheelOf = async (
  { folder, name }: OwnProject,
  layer: LockedInputs,
  { env, offline, output }: WheelAccess & { readonly output: string },
): Promise<Wheel> => {
  const wheel = await buildProject(folder, layer, { env, offline, output });
  if (name === undefined || wheel.name === name) return wheel;
  throw new LayerkitError({
    code: 'source/build-failed',
    message: `the wheel built from ${folder} belongs to ${wheel.name}, but the requirements call it ${name}`,
    hint: 'Correct the name in the requirements or in the pyproject.toml of the package, then lock again.',
  });
};
