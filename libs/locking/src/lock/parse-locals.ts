import { localMark } from './format-lock.ts';
import type { LockedLocal } from './lock.ts';
import { isProjectName, type Complain } from './parse-pins.ts';

/** Parses the lines of local packages below a lock's header: `# local: NAME FOLDER`. Each problem is reported with its line. */
export const parseLocals = (
  lines: readonly string[],
  headerLength: number,
  complain: Complain,
): readonly LockedLocal[] => {
  const end = lines.findIndex((line, at) => at >= headerLength && !line.startsWith(localMark));
  return lines.slice(headerLength, end < 0 ? lines.length : end).map((line, at) => {
    const [, name = '', folder = ''] = /^(\S+) (\S.*)$/.exec(line.slice(localMark.length)) ?? [];
    if (!isProjectName(name)) complain(headerLength + at + 1, `“${line}” is not ${localMark}NAME FOLDER`);
    return { name, folder };
  });
};
