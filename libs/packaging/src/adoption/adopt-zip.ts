import { LayerkitError, messageOf } from '@layerkit/failure';
import type { Architecture, Runtime, Target } from '@layerkit/platform-resolution';
import { isVersion } from '@layerkit/platform-resolution/requirements';
import {
  type Distribution,
  type OpenedSubject,
  openSubject,
  readAuditedFiles,
} from '@layerkit/audit/subject';
import { formatZipProblem } from '@layerkit/zip';
import type { Adoption } from './adoption.ts';
import { askedFor } from './zip/asked-for.ts';
import { guessPlatform, type PlatformGuess } from './zip/guess-platform.ts';
import { findOwnFiles, type OwnFile } from './zip/own-files.ts';

/** The platforms of a zip, if they are known. Missing values are guessed. */
export interface KnownPlatforms {
  readonly runtimes?: readonly Runtime[] | undefined;
  readonly architectures?: readonly Architecture[] | undefined;
  /** Used for values that cannot be guessed. */
  readonly fallback: Target;
}

export interface ZipAdoption extends Adoption {
  /** The platforms that the zip’s contents suggest. */
  readonly guess: PlatformGuess;
  /** Files that belong to no package and may be own code. */
  readonly ownFiles: readonly OwnFile[];
}

/**
 * Reads the contents of a layer zip from any tool and with any root: its requirements, the versions of all packages,
 * and the files that belong to none.
 * @throws LayerkitError inspect/unreadable if the file cannot be read; adopt/nothing-found if it has no files
 */
export const adoptZip = async (zipPath: string, known: KnownPlatforms): Promise<ZipAdoption> => {
  const first = await open(zipPath, known.fallback);
  const guess = await guessPlatform(first);
  const target: Target = {
    runtime: known.runtimes?.at(-1) ?? guess.runtimes.at(-1) ?? first.target.runtime,
    architecture: known.architectures?.[0] ?? guess.architectures[0] ?? first.target.architecture,
  };
  const subject = target.runtime === first.target.runtime ? first : await open(zipPath, target);
  const { fromIndex, messages } = sortOut(subject);
  const files = new Set(subject.files.map(({ path }) => path));
  const wanted = askedFor(fromIndex, target, ({ directory }) => files.has(`${directory}REQUESTED`));
  return {
    requirements: wanted.map(({ name }) => name),
    constraints: [],
    pins: fromIndex.map(({ name, version }) => ({ name, version })),
    isComplete: true,
    messages,
    guess,
    ownFiles: findOwnFiles(subject, fromIndex),
  };
};

/** Yields the contents of own files with their paths below the folder that modules are imported from. */
export const readOwnFiles = async function* (
  zipPath: string,
  ownFiles: readonly OwnFile[],
): AsyncGenerator<{ readonly path: string; readonly content: Buffer }> {
  const paths = new Map(ownFiles.map(({ file, path }) => [file.path, path]));
  const wanted = ownFiles.filter(({ path }) => path !== undefined).map(({ file }) => file);
  for await (const { file, content } of readAuditedFiles({ zipPath }, wanted)) {
    const path = paths.get(file.path);
    if (content === undefined) throw unreadable(zipPath, `${file.path} is damaged`);
    // the buffer is valid only until the next one is read
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
    message: `${zipPath} has no files`,
    problems: subject.problems.map(formatZipProblem),
    hint: 'Pass the path of a layer zip.',
  });
};

/** Returns the packages from an index, each name once and with a valid version, and messages about the rest. */
const sortOut = ({ distributions, files }: OpenedSubject) => {
  const paths = new Set(files.map(({ path }) => path));
  const fromIndex = new Map<string, Distribution>();
  const messages: string[] = [];
  for (const one of distributions) {
    const { name, version, directory } = one;
    const twin = fromIndex.get(name);
    // PEP 610: direct_url.json records that a distribution came from a folder, a repository or a URL
    if (paths.has(`${directory}direct_url.json`))
      messages.push(`${name} ${version} was not installed from an index, so it counts as own code.`);
    else if (!isVersion(version))
      messages.push(`${directory} has no valid version of ${name}, so it is left out.`);
    else if (twin !== undefined)
      messages.push(
        `${name} is in the zip twice, as ${twin.version} and ${version}; ${twin.version} is used.`,
      );
    else fromIndex.set(name, one);
  }
  return { fromIndex: [...fromIndex.values()], messages };
};

const unreadable = (zipPath: string, reason: string, cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'inspect/unreadable',
    message: `cannot read ${zipPath}: ${reason}`,
    hint: 'Pass the path of a layer zip, or the ARN of a layer version.',
    cause,
  });
