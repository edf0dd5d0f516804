import type { Runtime } from '@layerkit/platform-resolution';
import { lacksCommand, lacksInterpreter } from '@layerkit/platform-resolution/runtimes';
import { quoteName } from '@layerkit/zip';

/** Returns the first line of a script with its `#!` and without its line feed, or undefined if it is not a script. */
export const shebangOf = (content: Buffer): string | undefined => {
  const line = content.subarray(0, longestLine).toString('latin1').split('\n', 1)[0] ?? '';
  return line.startsWith('#!') ? line : undefined;
};

/** Linux reads no more of a script (since version 5.1). */
const longestLine = 255;

/**
 * Returns why the kernel does not find the interpreter of a script, or undefined if it may find one.
 * @param names the files of the zip, which is unpacked to /opt
 */
export const interpreterProblem = (
  shebang: string,
  runtime: Runtime,
  names: ReadonlySet<string>,
): string | undefined => {
  const [path = '', ...rest] = shebang
    .slice(2)
    .trim()
    .split(/[ \t]+/);
  if (shebang.endsWith('\r'))
    return `ends its first line with CR LF, so Linux looks for an interpreter named ${quoteName(`${path}\r`)}`;
  const command = /^(?:\/usr)?\/bin\/env$/.test(path) ? rest.find((word) => !/^-|=/.test(word)) : undefined;
  const lacks =
    command === undefined
      ? lacksInterpreter(runtime, path)
      : lacksCommand(runtime, command) && !names.has(`bin/${command}`);
  return lacks ? `needs the interpreter ${command ?? path}, which ${runtime} does not have` : undefined;
};
