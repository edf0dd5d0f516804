import { relative, sep } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import picomatch from 'picomatch';

/**
 * Returns the files that the inputs of the running Nx target do not include: if one of them changes, Nx still
 * uses the cached result. The paths are relative to the workspace’s root, with `/`. Returns none if the Nx
 * target is not cached.
 * @param files absolute paths
 */
export const uncoveredInputs = (context: ExecutorContext, files: readonly string[]): readonly string[] => {
  const { target, root } = context;
  if (target?.cache !== true) return [];
  const isCovered = coverage(filesetsOf(target.inputs ?? ['default'], context), context);
  return files
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((file) => file.startsWith('../') || !isCovered(file));
};

/** Returns a warning about uncovered files, with the fix. */
export const describeUncovered = (files: readonly string[]): readonly string[] => {
  const [first] = files;
  if (first === undefined) return [];
  const more = files.length === 1 ? '' : ` and ${files.length - 1} more`;
  const fix = first.startsWith('../')
    ? 'Nx can’t hash files outside the workspace'
    : `add “{workspaceRoot}/${first}” to the inputs of the Nx target`;
  return [
    `warning: the build depends on ${first}${more}, but the inputs of the Nx target don’t include that, so Nx does not notice changes: ${fix}`,
  ];
};

type Inputs = NonNullable<NonNullable<ExecutorContext['target']>['inputs']>;

/**
 * Returns the globs of inputs and named inputs. A glob that starts with `!` excludes (nx.dev, "Inputs and
 * Named Inputs").
 */
const filesetsOf = (inputs: Inputs, context: ExecutorContext): readonly string[] =>
  inputs.flatMap((input) => {
    if (typeof input !== 'string') return 'fileset' in input ? [input.fileset] : [];
    if (input.startsWith('^')) return filesetsOfDependencies(input.slice(1), context);
    const named = namedInput(input, context);
    return named === undefined ? [input] : filesetsOf(named, context);
  });

/** Returns the globs of a named input of all projects that the project depends on. */
const filesetsOfDependencies = (name: string, context: ExecutorContext): readonly string[] =>
  dependenciesOf(context).flatMap((projectName) => {
    const root = context.projectsConfigurations.projects[projectName]?.root ?? '';
    const start = root === '.' || root === '' ? '{workspaceRoot}' : `{workspaceRoot}/${root}`;
    return filesetsOf([name], { ...context, projectName }).map((glob) =>
      glob.replace('{projectRoot}', start),
    );
  });

const dependenciesOf = ({ projectGraph, projectName = '' }: ExecutorContext): readonly string[] => {
  const found = new Set([projectName]);
  // The loop adds to the set
  for (const name of found)
    for (const { target } of projectGraph.dependencies[name] ?? [])
      if (projectGraph.nodes[target] !== undefined) found.add(target);
  found.delete(projectName);
  return [...found];
};

/** Returns the inputs with this name. `default` is the whole project, unless nx.json defines it. */
const namedInput = (name: string, context: ExecutorContext): Inputs | undefined =>
  projectOf(context)?.namedInputs?.[name] ??
  context.nxJsonConfiguration.namedInputs?.[name] ??
  (name === 'default' ? ['{projectRoot}/**/*'] : undefined);

const projectOf = ({ projectsConfigurations, projectName = '' }: ExecutorContext) =>
  projectsConfigurations.projects[projectName];

/** Returns a test for coverage. Nx matches a file against project globs and workspace globs separately. */
const coverage = (filesets: readonly string[], context: ExecutorContext): ((file: string) => boolean) => {
  const of = (start: string) =>
    filesets.filter((glob) => glob.startsWith(start)).map((glob) => glob.slice(start.length));
  const matcher = (kind: string, root: string) => matcherOf(of(kind), of(`!${kind}`), root);
  const inProject = matcher('{projectRoot}/', projectRootOf(context));
  const inWorkspace = matcher('{workspaceRoot}/', '');
  const nested = nestedRoots(context);
  return (file) => inWorkspace(file) || (inProject(file) && !nested.some((root) => file.startsWith(root)));
};

/** Returns the folders of projects within the project. Their files belong only to them. */
const nestedRoots = (context: ExecutorContext): readonly string[] => {
  const own = projectRootOf(context);
  return Object.values(context.projectsConfigurations.projects)
    .map(({ root }) => `${root}/`)
    .filter((root) => root !== './' && root !== own && root.startsWith(own));
};

const projectRootOf = (context: ExecutorContext): string => {
  const root = projectOf(context)?.root ?? '';
  return root === '.' ? '' : `${root}/`;
};

const matcherOf = (included: readonly string[], excluded: readonly string[], start: string) => {
  const below = (globs: readonly string[]) =>
    picomatch(
      globs.map((glob) => start + glob),
      { dot: true },
    );
  const [isIn, isOut] = [below(included), below(excluded)];
  return (file: string) => isIn(file) && !isOut(file);
};
