import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { requirementsKindOf } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import type { Architecture, Runtime } from '@layerkit/platform-resolution';
import { adoptRequirements } from '@layerkit/packaging';
import { downloadLayer } from './download-layer.ts';
import type { ExistingLayer } from './existing-layer.ts';
import { readZip } from './read-zip.ts';
import type { FromExistingGeneratorSchema } from './schema.d.ts';

/** Where to look, and what goes before what is found there. */
export interface Search {
  readonly workspaceRoot: string;
  readonly options: Pick<FromExistingGeneratorSchema, 'requirements' | 'zip' | 'layer' | 'adoptSources'>;
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
}

/**
 * Reads what is to be adopted.
 * @throws LayerkitError adopt/misused, adopt/nothing-found, requirements/*, inspect/unreadable,
 * layer-version/*, aws/*
 */
export const readExisting = async (search: Search): Promise<ExistingLayer> => {
  const { workspaceRoot, options, runtimes, architectures } = search;
  const { requirements, zip, layer } = onlyOneOf(options);
  if (requirements !== undefined) {
    if (requirementsKindOf(requirements).name !== 'requirements') throw nothingToAdopt(requirements);
    return {
      adoption: await adoptRequirements(resolve(workspaceRoot, requirements)),
      ...{ runtimes, architectures, layerName: undefined, fields: {}, ownSources: [], notes: [] },
    };
  }
  if (layer !== undefined) return readPublished(layer, search);
  const request = { zipPath: resolve(workspaceRoot, zip ?? ''), name: zip ?? '', runtimes, architectures };
  return readZip({ ...request, adoptSources: options.adoptSources ?? false });
};

const readPublished = async (
  layer: string,
  { options, runtimes, architectures }: Search,
): Promise<ExistingLayer> => {
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-from-existing-'));
  try {
    const zipPath = join(folder, 'layer.zip');
    const published = await downloadLayer(layer, zipPath);
    const existing = await readZip({
      zipPath,
      name: layer,
      runtimes: runtimes ?? published.runtimes,
      architectures: architectures ?? published.architectures,
      adoptSources: options.adoptSources ?? false,
    });
    return { ...existing, layerName: published.layerName, fields: published.fields };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const nothingToAdopt = (file: string): LayerkitError =>
  new LayerkitError({
    code: 'adopt/misused',
    message: `${file} needs no adopting: a layer is made from it as it is`,
    hint: `nx g @layerkit/layer:layer NAME --requirements=${file}; --extras and --groups name what else of it goes in.`,
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
        ? 'nothing is named that a layer could be made from'
        : given.length === 1
          ? 'a requirements file has no sources to adopt'
          : `a layer is made from one thing, and ${given.map((name) => `--${name}`).join(' and ')} are named`,
    hint: 'Give --requirements a requirements file, --zip a layer zip, or --layer the ARN of a layer version.',
  });
};
