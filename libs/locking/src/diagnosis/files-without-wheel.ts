import type { Target } from '@layerkit/platform-resolution';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { chooseWheel, type RefusedWheel } from '@layerkit/platform-resolution/tags';
import { newestFinal } from '../fitting/newest-final.ts';
import { sameVersion } from '../candidates/same-version.ts';
import { wheelsAmong } from '../candidates/wheels-among.ts';

export interface ProjectFiles {
  readonly target: Target;
  readonly name: string;
  /** File names of the project. */
  readonly files: readonly string[];
  /** The version that the requirement pins, if it pins one. */
  readonly version?: string;
}

/**
 * Describes the files of a project without a wheel for the target, one line per file of the pinned or newest version.
 * Undefined if a wheel runs on the target, or there is no such version.
 */
export const filesWithoutWheel = ({
  target,
  name,
  files,
  version,
}: ProjectFiles): readonly string[] | undefined => {
  const wanted = version === undefined ? files : files.filter((file) => isOfVersion(file, name, version));
  if (wanted.length === 0) return undefined;
  const wheels = wheelsAmong(wanted);
  if (chooseWheel(target, wheels).chosen !== undefined) return undefined;
  const newest = newestFinal(wheels.map((wheel) => wheel.version)) ?? wheels.at(-1)?.version;
  if (newest === undefined) return [`${wanted.at(-1) ?? ''}: a source distribution; no version has a wheel`];
  const { refused } = chooseWheel(
    target,
    wheels.filter((wheel) => sameVersion(wheel.version, newest)),
  );
  const lines = [...refused]
    .sort((a, b) => reasonsIn(a) - reasonsIn(b))
    .map(({ fileName, reason }) => `${fileName}: ${reason}`);
  const more = lines.length - shownFiles;
  return more > 0 ? [...lines.slice(0, shownFiles), `and ${String(more)} more`] : lines;
};

const shownFiles = 8;

/** Counts the reasons, so that near misses come first: `for CPython 3.10; for Windows` has two. */
const reasonsIn = ({ reason }: RefusedWheel): number => reason.split('; ').length;

const isOfVersion = (file: string, name: string, version: string): boolean => {
  const [wheel] = wheelsAmong([file]);
  if (wheel !== undefined) return sameVersion(wheel.version, version);
  const stem = file.replace(/\.(?:tar\.gz|tar\.bz2|zip|tgz)$/, '');
  return normalizeProjectName(stem) === normalizeProjectName(`${name}-${version}`);
};
