import { asGenerator, placeProject, setUpWorkspace, writesTargets } from '@layerkit/scaffolding';
import { showLine } from '@layerkit/terminal';
import { runTasksInSerial, type Tree } from '@nx/devkit';
import { addFunctionProject } from './add-function-project.ts';
import { addToProject } from './add-to-project.ts';
import { keepFunction } from './keep-function.ts';
import type { FunctionGeneratorSchema } from './schema.d.ts';
import { wantedFunction } from './wanted-function.ts';

/** Options → place → files → workspace. */
const write = async (tree: Tree, options: FunctionGeneratorSchema) => {
  const wanted = wantedFunction(tree, options);
  if (wanted.project !== undefined) {
    await addToProject(tree, { ...wanted, project: wanted.project });
    return setUpWorkspace(tree, { ...options, plugins: ['lambda'] });
  }
  const { present, ...place } = await placeProject(tree, { ...wanted, definition: 'function.json' });
  const inferred = !writesTargets(tree, 'lambda', options.explicit);
  if (present === undefined) await addFunctionProject(tree, { ...wanted, inferred, root: place.root });
  else await keepFunction(tree, { ...wanted, ...place, inferred, present });
  const install = setUpWorkspace(tree, { ...options, plugins: ['lambda'] });
  if (present !== undefined) return install;
  return runTasksInSerial(install, () => {
    if ((wanted.requirements ?? wanted.requirementsFrom) !== undefined) remindOfLock(wanted.name);
    remindOfDefaults(wanted.name);
    if (wanted.role === undefined) remindOfRole(wanted.name);
  });
};

const remindOfDefaults = (name: string): void =>
  console.log(
    showLine(
      `${name} gets Lambda’s defaults, 128 MB and 3 seconds, unless function.json has "memoryMb" and "timeoutSeconds".`,
    ),
  );

const remindOfLock = (name: string): void =>
  console.log(showLine(`Lock the packages of ${name} with: nx run ${name}:lock`));

const remindOfRole = (name: string): void =>
  console.log(
    showLine(
      `function.json of ${name} has no role, and deploy needs one: set "role" there, or run deploy with --role=arn:aws:iam::…`,
    ),
  );

export default asGenerator(write);
