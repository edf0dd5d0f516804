import { parseFunctionsDefinition, type FunctionDefinition } from '@layerkit/artifact/definition';
import { addProject, refuseConflicts } from '@layerkit/scaffolding';
import { LayerkitError } from '@layerkit/failure';
import type { Tree } from '@nx/devkit';
import { functionTargets } from './named-targets.ts';
import type { WantedFunction } from './wanted-function.ts';

export interface PresentFunction extends WantedFunction {
  readonly root: string;
  /** The text of its function.json. */
  readonly present: string;
  /** Whether Nx knows the project. */
  readonly isProject: boolean;
}

/**
 * Checks that an existing function has the values of the options that were given. Adds a project.json to a
 * function.json that has no project yet.
 * @throws LayerkitError workspace/conflict, definition/invalid
 */
export const keepFunction = async (tree: Tree, wanted: PresentFunction): Promise<void> => {
  const { isTable, functions } = await parseFunctionsDefinition(
    wanted.present,
    `${wanted.root}/function.json`,
  );
  if (isTable) refuseOptions(wanted);
  else for (const { definition } of functions) refuseOthers(wanted, definition);
  if (wanted.isProject) return;
  const { name, root } = wanted;
  const sources = [...new Set(functions.flatMap(({ definition }) => definition.sources))];
  addProject(tree, {
    name,
    root,
    plugin: 'lambda',
    targets: functionTargets(tree, root, sources),
    files: {},
  });
};

const refuseOthers = (wanted: PresentFunction, has: FunctionDefinition): void => {
  refuseConflicts(wanted.name, [
    { option: 'functionName', has: has.functionName, wanted: wanted.functionName },
    { option: 'runtime', has: has.runtime, wanted: wanted.runtime },
    { option: 'architecture', has: has.architecture, wanted: wanted.architecture },
    { option: 'handler', has: has.handler, wanted: wanted.handler },
    { option: 'sources', has: [has.sources].flat().join(', '), wanted: wanted.sources },
    { option: 'role', has: has.role, wanted: wanted.role },
    // the order of layers matters
    { option: 'layers', has: has.layers?.join(', ') ?? '', wanted: wanted.layers?.join(', ') },
  ]);
};

/** The options of one function say nothing about a project with several. */
const refuseOptions = ({
  name,
  root,
  functionName,
  runtime,
  architecture,
  ...more
}: PresentFunction): void => {
  const { handler, sources, role, layers } = more;
  const given = [functionName, runtime, architecture, handler, sources, role, layers];
  if (given.every((value) => value === undefined)) return;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `the project “${name}” already exists, and ${root}/function.json has several functions`,
    hint: `To add a function to it, use the function’s own name and --project=${name}.`,
  });
};
