import type { Finding, Severity } from '@layerkit/artifact/finding';
import { offeredPackages, standardLibraryModules } from '@layerkit/platform-resolution/runtimes';
import type { EntryPoint } from '@layerkit/wheels/metadata';
import { groupBy } from '@layerkit/zip';
import { listExamples } from '../../findings/examples.ts';
import type { AuditSubject, Distribution } from '../../subject/subject.ts';
import type { LayerModules } from '../../distributions/layer-modules.ts';

/**
 * Returns findings for entry points whose module is missing, one per group of a distribution. Code that loads
 * them fails.
 */
export const auditEntryPoints = (subject: AuditSubject, modules: LayerModules): readonly Finding[] => {
  const standard = standardLibraryModules(subject.target.runtime);
  const offered = new Set(offeredPackages(subject.target.runtime)?.map(({ module }) => module));
  const isThere = ({ group, module: written }: EntryPoint): boolean => {
    const module = namesObjects.has(group) ? written.replace(/\.[^.]*$/, '') : written;
    const top = module.split('.', 1)[0] ?? '';
    return (
      modules.has(module) ||
      modules.has(written) ||
      standard.has(top) ||
      (offered.has(top) && !modules.has(top))
    );
  };
  return subject.distributions.flatMap((distribution) => {
    const broken = distribution.entryPoints.filter((point) => !isThere(point));
    return [...groupBy(broken, ({ group }) => group)].map(([group, found]) =>
      describe(distribution, group, found),
    );
  });
};

const describe = (
  { name, directory }: Distribution,
  group: string,
  broken: readonly EntryPoint[],
): Finding => {
  const shown = listExamples(broken.map((point) => `${point.name} = ${point.module}`));
  return {
    code: 'metadata/entry-point-broken',
    severity: broken.every(({ optional }) => optional) ? 'note' : severityOf(group),
    path: `${directory}entry_points.txt`,
    package: name,
    message: `${name} has entry points in the group ${group} whose module is not in the layer: ${shown}`,
    hint: forCommands(group)
      ? 'No action needed: Lambda does not run commands or build tools.'
      : 'Code that loads this group fails. Install the whole package, or add the package that has the module.',
  };
};

/** Groups whose reader takes `package.Class` for a class: fsspec’s registry splits the value at its last dot. */
const namesObjects: ReadonlySet<string> = new Set(['fsspec.specs']);

/** Groups whose entry points are loaded when a common package is imported. */
const loadedAtImport: ReadonlySet<string> = new Set(['opentelemetry_context', 'opentelemetry_propagator']);

const severityOf = (group: string): Severity =>
  forCommands(group) ? 'note' : loadedAtImport.has(group) ? 'error' : 'warning';

/** Returns whether only a shell, a build or a test run loads the entry points of a group. */
const forCommands = (group: string): boolean =>
  /^(?:console_scripts|gui_scripts|pytest11|(?:distutils|setuptools|egg_info|sphinx|flake8|pylint|mypy|babel|hypothesis)(?:$|[._]).*)$/.test(
    group,
  );
