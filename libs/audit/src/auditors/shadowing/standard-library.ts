import type { Finding } from '@layerkit/artifact';
import { formatTarget, standardLibraryModules } from '@layerkit/platform-resolution';
import { groupBy } from '@layerkit/zip';
import type { LayerModules } from '../../distributions/layer-modules.ts';
import type { AuditSubject } from '../../subject/subject.ts';

/**
 * Top-level names that the target’s standard library has too. /opt/python stands before it on sys.path, so whatever
 * in the layer, the function or the library itself imports the name gets the layer’s: backports made for older
 * versions (enum34, dataclasses, typing) lack what newer code needs, and own modules lack all of it.
 */
export const auditStandardLibrary = (
  { target, ownerOf }: AuditSubject,
  { units }: LayerModules,
): readonly Finding[] => {
  const standard = standardLibraryModules(target.runtime);
  return [...groupBy(units, ({ topLevel }) => topLevel)]
    .filter(([name]) => standard.has(name))
    .map(([name, [unit]]) => {
      const owner = ownerOf(unit.files[0]?.path ?? unit.path);
      return {
        code: 'shadowing/standard-library',
        severity: seldomImported.has(name) ? 'warning' : 'error',
        path: unit.path,
        ...(owner === undefined ? {} : { package: owner }),
        message: `${name} is a module of the standard library of ${formatTarget(target)}: /opt/python comes before it on sys.path, so this one is imported in its place`,
        hint:
          owner === undefined
            ? 'Give the module another name, or put it into a package.'
            : `Leave ${owner} out: it is a backport for older versions of Python, or takes the name by mistake.`,
      };
    });
};

/** Nothing that runs on Lambda imports these. */
const seldomImported: ReadonlySet<string> = new Set([
  'antigravity',
  'ensurepip',
  'idlelib',
  'lib2to3',
  'pydoc_data',
  'this',
  'tkinter',
  'turtle',
  'turtledemo',
  'venv',
]);
