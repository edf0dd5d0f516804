import { LayerkitError, messageOf } from '@layerkit/failure';
import { isVersion, type Architecture, type Runtime, type Target } from '@layerkit/platform-resolution';
import { type Distribution, type OpenedSubject, openSubject, readContents } from '@layerkit/audit';
import { formatZipProblem } from '@layerkit/zip';
import type { Adoption } from './adoption.ts';
import { askedFor } from './zip/asked-for.ts';
import { guessPlatform, type PlatformGuess } from './zip/guess-platform.ts';
import { findOwnFiles, type OwnFile } from './zip/own-files.ts';

/** What is known of a zip from elsewhere; what is missing is guessed. */
export interface KnownPlatforms {
  readonly runtimes?: readonly Runtime[] | undefined;
  readonly architectures?: readonly Architecture[] | undefined;
  /** Where neither says anything. */
  readonly fallback: Target;
}

export interface ZipAdoption extends Adoption {
  /** What the zip itself says it is for. */
  readonly guess: PlatformGuess;
  /** Files of no package: own sources, perhaps. */
  readonly ownFiles: readonly OwnFile[];
}

/**
 * Reads what a layer zip was made of, whatever tool made it and whatever root its packages have: the packages that
 * someone asked for, the versions of all, and the files that belong to none.
 * @throws LayerkitError inspect/unreadable when the file can’t be read; adopt/nothing-found when it has no files
 */
export const adoptZip = async (zipPath: string, known: KnownPlatforms): Promise<ZipAdoption> => {
  const first = await open(zipPath, known.fallback);
  const guess = await guessPlatform(first);
  const target: Target = {
    runtime: known.runtimes?.at(-1) ?? guess.runtimes.at(-1) ?? first.target.runtime,
    architecture: known.architectures?.[0] ?? guess.architectures[0] ?? first.target.architecture,
  };
  const subject = target.runtime === first.target.runtime ? first : await open(zipPath, target);
  const { fromIndex, notes } = sortOut(subject);
  const files = new Set(subject.files.map(({ path }) => path));
  const wanted = askedFor(fromIndex, target, ({ directory }) => files.has(`${directory}REQUESTED`));
  return {
    requirements: wanted.map(({ name }) => name),
    constraints: [],
    pins: fromIndex.map(({ name, version }) => ({ name, version })),
    isComplete: true,
    notes,
    guess,
    ownFiles: findOwnFiles(subject, fromIndex),
  };
};

/** The contents of own files, one after the other, with their paths below the folder modules are imported from. */
export const readOwnFiles = async function* (
  zipPath: string,
  ownFiles: readonly OwnFile[],
): AsyncGenerator<{ readonly path: string; readonly content: Buffer }> {
  const paths = new Map(ownFiles.map(({ file, path }) => [file.path, path]));
  const wanted = ownFiles.filter(({ path }) => path !== undefined).map(({ file }) => file);
  for await (const { file, content } of readContents(zipPath, wanted)) {
    const path = paths.get(file.path);
    if (content === undefined) throw unreadable(zipPath, `${file.path} is damaged`);
    // what comes is valid until the next is asked for
    if (path !== undefined) yield { path, content: Buffer.from(content) };
  }
};

const open = async (zipPath: string, target: Target): Promise<OpenedSubject> => {
  const subject = await openSubject({ zipPath, target }).catch((cause: unknown) => {
    throw unreadable(zipPath, messageOf(cause), cause);
  });
  if (subject.files.length > 0) return subject;
  throw new LayerkitError({
    code: 'adopt/nothing-found',
    message: `there is no file in ${zipPath}`,
    problems: subject.problems.map(formatZipProblem),
    hint: 'Give the path of a layer zip.',
  });
};

/** Each name once, from an index, with a version that one can ask an index for. */
const sortOut = ({ distributions, files }: OpenedSubject) => {
  const paths = new Set(files.map(({ path }) => path));
  const fromIndex = new Map<string, Distribution>();
  const notes: string[] = [];
  for (const one of distributions) {
    const { name, version, directory } = one;
    const twin = fromIndex.get(name);
    // PEP 610: a distribution that came from a folder, a repository or an address says so
    if (paths.has(`${directory}direct_url.json`))
      notes.push(`${name} ${version} was installed from elsewhere than an index: it counts as own sources.`);
    else if (!isVersion(version)) notes.push(`${directory} tells no version of ${name}: it is left out.`);
    else if (twin !== undefined)
      notes.push(`${name} is in it twice, as ${twin.version} and ${version}: ${twin.version} is taken.`);
    else fromIndex.set(name, one);
  }
  return { fromIndex: [...fromIndex.values()], notes };
};

const unreadable = (zipPath: string, reason: string, cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'inspect/unreadable',
    message: `${zipPath} can’t be read: ${reason}`,
    hint: 'Give the path of a layer zip, or the ARN of a layer version.',
    cause,
  });
