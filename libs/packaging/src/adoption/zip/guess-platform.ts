import { architectures, runtimes, type Architecture, type Runtime } from '@layerkit/platform-resolution';
import { listBinaries } from '@layerkit/audit';
import type { AuditSubject } from '@layerkit/audit/subject';
import type { BinaryFacts } from '@layerkit/binary-formats';

/** The platforms that a zip’s contents suggest. A list is empty if the contents do not suggest any. */
export interface PlatformGuess {
  readonly runtimes: readonly Runtime[];
  readonly architectures: readonly Architecture[];
}

/**
 * Guesses the runtime from folders such as `lib/python3.12/site-packages/`, otherwise from the Python version of most
 * native modules, and the architecture from most Linux binaries. Ignores binaries of other systems, because they are
 * in the zip by mistake.
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

/** Returns the runtime of a native module from its name, otherwise from its wheel’s tag (PEP 3149, PEP 425). Ignores abi3 tags. */
const pythonOf = ({ pythonTag = '', wheelTags }: BinaryFacts): string | undefined => {
  const tags = [pythonTag, ...wheelTags.filter((tag) => !tag.includes('-abi3-'))];
  const minor = tags.map((tag) => /^cp(?:ython-)?3(\d+)/.exec(tag)?.[1]).find((found) => found !== undefined);
  return minor === undefined ? undefined : `python3.${minor}`;
};

/** Returns a list with the most frequent choice. The later one wins a tie. */
const mostFrequent = <Choice extends string>(
  choices: readonly Choice[],
  named: readonly (string | undefined)[],
): readonly Choice[] => {
  const counts = choices.map((choice) => named.filter((name) => name === choice).length);
  const most = Math.max(...counts);
  return most === 0 ? [] : choices.filter((_, index) => counts[index] === most).slice(-1);
};
