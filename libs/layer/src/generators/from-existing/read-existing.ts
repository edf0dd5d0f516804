import { join, resolve } from 'node:path';
import {
  refusedRequirements,
  requirementsKindNamed,
  requirementsKindOf,
} from '@layerkit/artifact/requirements-kinds';
import { LayerkitError } from '@layerkit/failure';
import type { Architecture, Runtime } from '@layerkit/platform-resolution';
import { inOwnedFolder } from '@layerkit/temporary-files';
import { adoptRequirements } from '@layerkit/packaging';
import { notRead } from '@layerkit/scaffolding';
import { downloadLayer } from './download-layer.ts';
import type { ExistingLayer } from './existing-layer.ts';
import { readZipToAdopt } from './read-zip-to-adopt.ts';
import type { FromExistingGeneratorSchema } from './schema.d.ts';

/** The options that name the existing layer, and the target that overrides its own. */
export interface Search {
  readonly workspaceRoot: string;
  readonly options: Pick<FromExistingGeneratorSchema, 'requirements' | 'zip' | 'layer' | 'adoptSources'>;
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
}

/**
 * Reads the requirements file, zip or layer version to adopt.
 * @throws LayerkitError adopt/misused, adopt/nothing-found, requirements/*, inspect/unreadable,
 * layer-version/*, aws/*
 */
export const readExisting = async (search: Search): Promise<ExistingLayer> => {
  const { workspaceRoot, options, runtimes, architectures } = search;
  const { requirements, zip, layer } = onlyOneOf(options);
  if (requirements !== undefined) {
    const refused = refusedRequirements(requirements);
    if (refused !== undefined && requirementsKindNamed(requirements) === undefined)
      throw notRead(requirements, refused);
    if (requirementsKindOf(requirements).name !== 'requirements') throw nothingToAdopt(requirements);
    return {
      adoption: await adoptRequirements(resolve(workspaceRoot, requirements)),
      ...{ runtimes, architectures, layerName: undefined, fields: {}, ownSources: [], messages: [] },
    };
  }
  if (layer !== undefined) return readPublished(layer, search);
  const request = { zipPath: resolve(workspaceRoot, zip ?? ''), name: zip ?? '', runtimes, architectures };
  return readZipToAdopt({ ...request, adoptSources: options.adoptSources ?? false });
};

const readPublished = (
  layer: string,
  { options, runtimes, architectures }: Search,
): Promise<ExistingLayer> => {
  return inOwnedFolder('from-existing', async (folder) => {
    const zipPath = join(folder, 'layer.zip');
    const published = await downloadLayer(layer, zipPath);
    const existing = await readZipToAdopt({
      zipPath,
      name: layer,
      runtimes: runtimes ?? published.runtimes,
      architectures: architectures ?? published.architectures,
      adoptSources: options.adoptSources ?? false,
    });
    return { ...existing, layerName: published.layerName, fields: published.fields };
  });
};

const nothingToAdopt = (file: string): LayerkitError =>
  new LayerkitError({
    code: 'adopt/misused',
    message: `${file} does not need from-existing: a layer can use it directly`,
    hint: `Run nx g @layerkit/layer:layer NAME --requirements=${file}. To add its extras or groups, set --extras or --groups.`,
  });

const sources = ['requirements', 'zip', 'layer'] as const;

const onlyOneOf = (options: Search['options']) => {
  const given = sources.filter((name) => (options[name] ?? '') !== '');
  if (given.length === 1 && (options.adoptSources !== true || given[0] !== 'requirements'))
    return Object.fromEntries(given.map((name) => [name, options[name]]));
  throw new LayerkitError({
    code: 'adopt/misused',
    message:
      given.length === 0
        ? 'no requirements file, zip or layer version is given'
        : given.length === 1
          ? '--adoptSources is not for a requirements file, which has no own code'
          : `${given.map((name) => `--${name}`).join(' and ')} can’t be used together`,
    hint: 'Set one of: --requirements to a requirements file, --zip to a layer zip, --layer to the ARN of a layer version.',
  });
};
