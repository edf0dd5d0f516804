import { LayerkitError } from '@layerkit/failure';
import { type Architecture, defaultTarget, type Runtime } from '@layerkit/platform-resolution';
import { formatCount } from '@layerkit/terminal';
import { adoptZip, readOwnFiles, type ZipAdoption } from '@layerkit/packaging';
import type { ExistingLayer, OwnSource } from './existing-layer.ts';
import { someOf } from './some-of.ts';

export interface ZipToAdopt {
  readonly zipPath: string;
  /** What a person calls it. */
  readonly name: string;
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
  readonly adoptSources: boolean;
}

/**
 * Reads a layer zip as what a project can be made from.
 * @throws LayerkitError adopt/nothing-found where it holds neither packages nor sources that are wanted;
 * inspect/unreadable
 */
export const readZip = async (zip: ZipToAdopt): Promise<ExistingLayer> => {
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
    notes: [...notesOnPlatform(zip, guess), ...notesOnFiles(ownFiles, adoptSources)],
  };
};

const sourcesIn = async (zipPath: string, { ownFiles }: ZipAdoption): Promise<readonly OwnSource[]> => {
  const found: OwnSource[] = [];
  for await (const file of readOwnFiles(zipPath, ownFiles)) found.push(file);
  return found;
};

const notesOnPlatform = (
  { runtimes, architectures }: ZipToAdopt,
  guess: ZipAdoption['guess'],
): readonly string[] => {
  const note = (option: string, guessed: readonly string[]) =>
    guessed.length === 0
      ? []
      : [`It is for ${guessed.join(' and ')}, as what is in it says; --${option} says another.`];
  return [
    ...(runtimes === undefined ? note('runtime', guess.runtimes) : []),
    ...(architectures === undefined ? note('architectures', guess.architectures) : []),
  ];
};

const notesOnFiles = (files: ZipAdoption['ownFiles'], adopt: boolean): readonly string[] => {
  const importable = files.filter(({ path }) => path !== undefined).map(({ file }) => file.path);
  const others = files.filter(({ path }) => path === undefined).map(({ file }) => file.path);
  return [
    ...(importable.length === 0
      ? []
      : [
          adopt
            ? `${formatCount(importable.length, 'file')} of no package: src has ${importable.length === 1 ? 'it' : 'them'} now.`
            : `${formatCount(importable.length, 'file')} of no package left out (${examples(importable)}); --adoptSources copies them into src.`,
        ]),
    ...(others.length === 0
      ? []
      : [
          `${formatCount(others.length, 'file')} that Python imports nothing from left out (${examples(others)}).`,
        ]),
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
    message: `${name} has no package with its metadata (.dist-info): nothing says what it was made from`,
    hint:
      ownFiles === 0
        ? 'Adopt the requirements file that it was made from.'
        : 'Adopt the requirements file that it was made from; or --adoptSources, which takes all of its modules for own sources.',
  });
