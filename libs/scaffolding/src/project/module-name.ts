import type { Runtime } from '@layerkit/platform-resolution';
import { standardLibraryModules } from '@layerkit/platform-resolution/runtimes';

export interface ModuleNamed {
  readonly project: string;
  readonly runtime: Runtime;
  /** Appended to a name that is a keyword or a standard module of Python, or taken. */
  readonly suffix: string;
  /** Modules that it must not hide either. */
  readonly taken?: ReadonlySet<string> | undefined;
}

/** Returns a name for a project’s Python package that can be imported and hides no standard module. */
export const moduleNameFor = ({ project, runtime, suffix, taken }: ModuleNamed): string => {
  const name = project
    .replace(/^@[^/]*\//, '')
    .toLowerCase()
    .replace(/\W+/g, '_');
  const isUnfit =
    keywords.has(name) || standardLibraryModules(runtime).has(name) || taken?.has(name) === true;
  return isUnfit ? `${name}_${suffix}` : name;
};

/** Python language reference, "Keywords": the lower-case ones. */
const keywords = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);
