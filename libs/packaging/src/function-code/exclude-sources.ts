import picomatch from 'picomatch';
import { type LeavesOut, leftOutByName } from '@layerkit/zip/sources';
import { isProjectFile, mayHaveProjectFiles } from './project-files.ts';

export interface SourceChoice {
  /** Folder of the code, relative to the project. */
  readonly sources: string;
  /** Globs of paths below that folder. */
  readonly exclude: readonly string[];
  /** Whether the folder of the project files has a pyproject.toml. */
  readonly hasPyproject: boolean;
  /** Whether the project has a lock. */
  readonly hasLock: boolean;
}

/** The files left out, except those that are always left out. A folder ends in `/` and stands for all its files. */
export interface LeftOutSources {
  /** Project files, such as project.json. */
  readonly ofProject: readonly string[];
  readonly excluded: readonly string[];
  /** Globs without effect. */
  readonly idle: readonly string[];
}

export interface Exclusion {
  readonly leavesOut: LeavesOut;
  /** Returns the files that `leavesOut` has left out so far, sorted. */
  readonly leftOut: () => LeftOutSources;
}

/**
 * Decides for each file and folder whether to leave it out, and records the decisions. A glob that matches a folder
 * leaves out everything in it.
 */
export const excludeSources = ({ sources, exclude, ...project }: SourceChoice): Exclusion => {
  const hasOwn = mayHaveProjectFiles(sources);
  const globs = exclude.map((glob) => ({ glob, matches: picomatch(glob, { dot: true }) }));
  const ofProject = new Set<string>();
  const excluded = new Set<string>();
  const used = new Set<string>();
  return {
    leavesOut: (name, isFolder) => {
      if (leftOutByName(name, isFolder)) return true;
      const shown = isFolder ? `${name}/` : name;
      const isOwn = hasOwn && isProjectFile(name, isFolder, project);
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
