import { LayerkitError } from '@layerkit/failure';
import { type Architecture, defaultTarget, type Runtime } from '@layerkit/platform-resolution';
import { formatCount } from '@layerkit/terminal';
import { adoptZip, readOwnFiles, type ZipAdoption } from '@layerkit/packaging';
import type { ExistingLayer, OwnSource } from './existing-layer.ts';
import { someOf } from './some-of.ts';

export interface ZipToAdopt {
  readonly zipPath: string;
  /** The name for messages. */
  readonly name: string;
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
  readonly adoptSources: boolean;
}

/**
 * Reads the facts of a layer zip that a project can be created from.
 * @throws LayerkitError adopt/nothing-found if it has neither packages nor own code to adopt;
 * inspect/unreadable
 */
export const readZipToAdopt = async (zip: ZipToAdopt): Promise<ExistingLayer> => {
  const { zipPath, name, adoptSources } = zip;
  const adoption = await adoptZip(zipPath, { ...zip, fallback: defaultTarget });
  const { guess, ownFiles, requirements } = adoption;
  const ownSources = adoptSources ? await sourcesIn(zipPath, adoption) : [];
  if (requirements.length === 0 && ownSources.length === 0) throw nothingFound(name, ownFiles.length);
  return {
    adoption,
    runtimes: zip.runtimes ?? someOf(guess.runtimes),
    architectures: zip.architectures ?? someOf(guess.architectures),
    layerName: undefined,
    fields: {},
    ownSources,
    messages: [...describeTarget(zip, guess), ...describeOwnFiles(ownFiles, adoptSources)],
  };
};

const sourcesIn = async (zipPath: string, { ownFiles }: ZipAdoption): Promise<readonly OwnSource[]> => {
  const found: OwnSource[] = [];
  for await (const file of readOwnFiles(zipPath, ownFiles)) found.push(file);
  return found;
};

const describeTarget = (
  { runtimes, architectures }: ZipToAdopt,
  guess: ZipAdoption['guess'],
): readonly string[] => {
  const describe = (option: string, guessed: readonly string[]) =>
    guessed.length === 0
      ? []
      : [`Its content is for ${guessed.join(' and ')}; set --${option} to change that.`];
  return [
    ...(runtimes === undefined ? describe('runtime', guess.runtimes) : []),
    ...(architectures === undefined ? describe('architectures', guess.architectures) : []),
  ];
};

const describeOwnFiles = (files: ZipAdoption['ownFiles'], adopt: boolean): readonly string[] => {
  const importable = files.filter(({ path }) => path !== undefined).map(({ file }) => file.path);
  const others = files.filter(({ path }) => path === undefined).map(({ file }) => file.path);
  return [
    ...(importable.length === 0
      ? []
      : [
          adopt
            ? `Copied ${formatCount(importable.length, 'file')} of no package to src.`
            : `Left out ${formatCount(importable.length, 'file')} of no package (${examples(importable)}). Set --adoptSources to copy them to src.`,
        ]),
    ...(others.length === 0
      ? []
      : [`Left out ${formatCount(others.length, 'file')} that Python can’t import (${examples(others)}).`]),
  ];
};

const mostExamples = 3;

const examples = (paths: readonly string[]): string => {
  const more = paths.length - mostExamples;
  const shown = paths.slice(0, mostExamples).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
};

const nothingFound = (name: string, ownFiles: number): LayerkitError =>
  new LayerkitError({
    code: 'adopt/nothing-found',
    message: `${name} has no package metadata (.dist-info), so its requirements are unknown`,
    hint:
      ownFiles === 0
        ? 'Adopt the requirements file that it was made from.'
        : 'Adopt the requirements file that it was made from, or set --adoptSources to adopt all of its modules as own code.',
  });
