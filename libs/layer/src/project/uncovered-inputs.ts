import { relative, sep } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import picomatch from 'picomatch';

/**
 * The files of a list that the inputs of the running target do not name: when one of them changes, Nx hands
 * out the old result. Paths from the workspace’s root, with `/`. None where Nx does not cache the target.
 * @param files with their whole paths
 */
export const uncoveredInputs = (context: ExecutorContext, files: readonly string[]): readonly string[] => {
  const { target, root } = context;
  if (target?.cache !== true) return [];
  const isCovered = coverage(filesetsOf(target.inputs ?? ['default'], context), context);
  return files
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((file) => file.startsWith('../') || !isCovered(file));
};

/** For a person, with what to do. */
export const describeUncovered = (files: readonly string[]): readonly string[] => {
  const [first] = files;
  if (first === undefined) return [];
  const more = files.length === 1 ? '' : ` and ${files.length - 1} more`;
  const mend = first.startsWith('../')
    ? 'Nx sees nothing outside the workspace'
    : `add “{workspaceRoot}/${first}” to the inputs of the target`;
  return [
    `warning: ${first}${more} went into the build and is not among the target’s inputs, so Nx does not notice when it changes: ${mend}`,
  ];
};

type Inputs = NonNullable<NonNullable<ExecutorContext['target']>['inputs']>;

/** The globs behind the names; those that begin with `!` take away (nx.dev, "Inputs and Named Inputs"). */
const filesetsOf = (inputs: Inputs, context: ExecutorContext): readonly string[] =>
  inputs.flatMap((input) => {
    if (typeof input !== 'string') return 'fileset' in input ? [input.fileset] : [];
    const named = namedInput(input, context);
    return named === undefined ? [input] : filesetsOf(named, context);
  });

/** Nx knows `default` unless nx.json says otherwise: all of the project. */
const namedInput = (name: string, context: ExecutorContext): Inputs | undefined =>
  projectOf(context)?.namedInputs?.[name] ??
  context.nxJsonConfiguration.namedInputs?.[name] ??
  (name === 'default' ? ['{projectRoot}/**/*'] : undefined);

const projectOf = ({ projectsConfigurations, projectName = '' }: ExecutorContext) =>
  projectsConfigurations.projects[projectName];

/** Globs by what they are of: Nx holds a file against each kind by itself. */
const coverage = (filesets: readonly string[], context: ExecutorContext): ((file: string) => boolean) => {
  const of = (start: string) =>
    filesets.filter((glob) => glob.startsWith(start)).map((glob) => glob.slice(start.length));
  const matcher = (kind: string, root: string) => matcherOf(of(kind), of(`!${kind}`), root);
  const inProject = matcher('{projectRoot}/', projectRootOf(context));
  const inWorkspace = matcher('{workspaceRoot}/', '');
  const nested = nestedRoots(context);
  return (file) => inWorkspace(file) || (inProject(file) && !nested.some((root) => file.startsWith(root)));
};

/** Of projects within the project: Nx counts their files for them alone. */
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

const matcherOf = (added: readonly string[], takenAway: readonly string[], start: string) => {
  const below = (globs: readonly string[]) =>
    picomatch(
      globs.map((glob) => start + glob),
      { dot: true },
    );
  const [isIn, isOut] = [below(added), below(takenAway)];
  return (file: string) => isIn(file) && !isOut(file);
};
