import { standardLibraryModules, type Runtime } from '@layerkit/platform-resolution';

export interface ModuleNamed {
  readonly project: string;
  readonly runtime: Runtime;
  /** Put behind a name that Python has a use for itself. */
  readonly suffix: string;
}

/** A name for a project’s own Python package: importable, and hiding nothing of Python’s own library. */
export const moduleNameFor = ({ project, runtime, suffix }: ModuleNamed): string => {
  const name = project
    .replace(/^@[^/]*\//, '')
    .toLowerCase()
    .replace(/\W+/g, '_');
  return keywords.has(name) || standardLibraryModules(runtime).has(name) ? `${name}_${suffix}` : name;
};

/** Python language reference, "Keywords": those that are written small. */
const keywords = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
