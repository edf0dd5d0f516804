import picomatch from 'picomatch';
import { type LeavesOut, leftOutByName } from '@layerkit/zip';
import { isProjectFile, isWholeProject } from './project-files.ts';

export interface SourceChoice {
  /** Folder of the sources, relative to the project. */
  readonly sources: string;
  /** Globs of paths below it. */
  readonly exclude: readonly string[];
}

/** What was left out of sources, but for what tools leave beside any; a folder ends in `/` and stands for all in it. */
export interface LeftOutSources {
  /** Files of the project that are no sources of it. */
  readonly ofProject: readonly string[];
  readonly excluded: readonly string[];
  /** The globs that left nothing out. */
  readonly idle: readonly string[];
}

export interface Exclusion {
  readonly leavesOut: LeavesOut;
  /** What `leavesOut` has left out so far, sorted. */
  readonly leftOut: () => LeftOutSources;
}

/**
 * Says of each file and folder of the sources whether it stays out, and keeps account of it. A glob that a folder’s own
 * path matches leaves out all that is in it.
 */
export const excludeSources = ({ sources, exclude }: SourceChoice): Exclusion => {
  const isWhole = isWholeProject(sources);
  const globs = exclude.map((glob) => ({ glob, matches: picomatch(glob, { dot: true }) }));
  const ofProject = new Set<string>();
  const excluded = new Set<string>();
  const used = new Set<string>();
  return {
    leavesOut: (name, isFolder) => {
      if (leftOutByName(name, isFolder)) return true;
      const shown = isFolder ? `${name}/` : name;
      const isOwn = isWhole && isProjectFile(name, isFolder);
      if (isOwn) ofProject.add(shown);
      const matching = globs.filter(({ matches }) => matches(name));
      for (const { glob } of matching) used.add(glob);
      if (!isOwn && matching.length > 0) excluded.add(shown);
      return isOwn || matching.length > 0;
    },
    leftOut: () => ({
      ofProject: [...ofProject].sort(),
      excluded: [...excluded].sort(),
      idle: exclude.filter((glob) => !used.has(glob)),
    }),
  };
};
