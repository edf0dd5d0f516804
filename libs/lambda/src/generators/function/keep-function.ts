import { parseFunctionsDefinition, type FunctionDefinition } from '@layerkit/artifact/definition';
import { LayerkitError } from '@layerkit/failure';
import { addProject, refuseConflicts, requirementsField } from '@layerkit/scaffolding';
import type { Tree } from '@nx/devkit';
import { functionTargets } from './named-targets.ts';
import type { NewFunction } from './add-function-project.ts';

export interface PresentFunction extends NewFunction {
  /** The text of its function.json. */
  readonly present: string;
  /** Whether Nx knows the project. */
  readonly isProject: boolean;
}

const requirementsIn = ({ root, requirements, requirementsFrom }: PresentFunction) =>
  requirementsFrom === undefined
    ? requirements && 'requirements.in'
    : requirementsField(root, requirementsFrom);

/**
 * Checks that an existing function has the values of the options that were given. Makes a project of a function.json that
 * has none yet.
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
  const definitions = functions.map(({ definition }) => definition);
  const targets = wanted.inferred ? undefined : functionTargets(root, definitions);
  addProject(tree, { name, root, plugin: 'lambda', targets, files: {} });
};

const refuseOthers = (wanted: PresentFunction, has: FunctionDefinition): void => {
  refuseConflicts(wanted.name, [
    { option: 'functionName', has: has.functionName, wanted: wanted.functionName },
    { option: 'runtime', has: has.runtime, wanted: wanted.runtime },
    { option: 'architecture', has: has.architecture, wanted: wanted.architecture },
    { option: 'handler', has: has.handler, wanted: wanted.handler },
    { option: 'sources', has: [has.sources].flat().join(', '), wanted: wanted.sources },
    {
      option: 'requirements',
      has: JSON.stringify(has.requirements),
      wanted: JSON.stringify(requirementsIn(wanted)),
    },
    { option: 'role', has: has.role, wanted: wanted.role },
    // the order of layers matters
    { option: 'layers', has: has.layers?.join(', ') ?? '', wanted: wanted.layers?.join(', ') },
  ]);
};

/** The options of one function say nothing about a project with several. */
const refuseOptions = (wanted: PresentFunction): void => {
  const { name, root, functionName, runtime, architecture, handler, sources, role, layers } = wanted;
  const given = [functionName, runtime, architecture, handler, sources, requirementsIn(wanted), role, layers];
  if (given.every((value) => value === undefined)) return;
  throw new LayerkitError({
    code: 'workspace/conflict',
    message: `the project “${name}” already exists, and ${root}/function.json has several functions`,
    hint: `To add a function to it, use the function’s own name and --project=${name}.`,
  });
};
