import { architectures, runtimes, type Architecture, type Runtime } from '@layerkit/platform-resolution';
import { type AuditSubject, listBinaries } from '@layerkit/audit';
import type { BinaryFacts } from '@layerkit/binary-formats';

/** What a zip itself says of the platforms it is for; a list is empty where nothing in it says so. */
export interface PlatformGuess {
  readonly runtimes: readonly Runtime[];
  readonly architectures: readonly Architecture[];
}

/**
 * Guesses what a zip was made for: by folders such as `lib/python3.12/site-packages/`, else by the Python that most
 * of its compiled modules are for; and by the processor of most of its Linux binaries. Those of other systems say
 * nothing of the processor: they are the mistake.
 */
export const guessPlatform = async (subject: AuditSubject): Promise<PlatformGuess> => {
  const binaries = await listBinaries(subject);
  const folders = new Set(subject.files.map(({ path }) => sitePackages.exec(path)?.[1]));
  const named = runtimes.filter((runtime) => folders.has(runtime));
  return {
    runtimes: named.length > 0 ? named : mostFrequent(runtimes, binaries.map(pythonOf)),
    architectures: mostFrequent(
      architectures,
      binaries.filter(({ format }) => format === 'elf').map(({ architectures: [only] }) => only),
    ),
  };
};

const sitePackages = /(?:^|\/)lib\/(python3\.\d+)\/site-packages\//;

/** By the module’s own name, else by its wheel’s tag, unless that is for any later Python as well (PEP 3149, PEP 425). */
const pythonOf = ({ pythonTag = '', wheelTags }: BinaryFacts): string | undefined => {
  const tags = [pythonTag, ...wheelTags.filter((tag) => !tag.includes('-abi3-'))];
  const minor = tags.map((tag) => /^cp(?:ython-)?3(\d+)/.exec(tag)?.[1]).find((found) => found !== undefined);
  return minor === undefined ? undefined : `python3.${minor}`;
};

/** The one of the choices that is named most often, as a list; the later one of two named alike. */
const mostFrequent = <Choice extends string>(
  choices: readonly Choice[],
  named: readonly (string | undefined)[],
): readonly Choice[] => {
  const counts = choices.map((choice) => named.filter((name) => name === choice).length);
  const most = Math.max(...counts);
  return most === 0 ? [] : choices.filter((_, index) => counts[index] === most).slice(-1);
};
