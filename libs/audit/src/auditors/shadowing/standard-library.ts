import type { Finding } from '@layerkit/artifact/finding';
import { formatTarget } from '@layerkit/platform-resolution';
import { standardLibraryModules } from '@layerkit/platform-resolution/runtimes';
import { groupBy } from '@layerkit/zip';
import type { LayerModules } from '../../distributions/layer-modules.ts';
import type { AuditSubject } from '../../subject/subject.ts';

/**
 * Returns findings for top-level modules that have the name of a standard library module of the target.
 * /opt/python precedes the standard library on sys.path, so every import of the name, even by the library
 * itself, gets the layer’s module. Backports for older versions (enum34, dataclasses, typing) lack what newer
 * code needs, and own modules lack all of it.
 */
export const auditStandardLibrary = (
  { target, ownerOf, role = 'layer' }: AuditSubject,
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
        package: owner,
        message: `${name} is also in the standard library of ${formatTarget(target)}; ${first[role]} comes first on sys.path, so this module is imported instead`,
        hint:
          owner === undefined
            ? 'Rename the module, or move it into a package.'
            : `Leave out ${owner}: it is a backport for older Python versions, or uses the name by mistake.`,
      };
    });
};

const first = { layer: '/opt/python', function: '/var/task' } as const;

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
