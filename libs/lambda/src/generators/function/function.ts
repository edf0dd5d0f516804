import { asGenerator, placeProject, setUpWorkspace } from '@layerkit/scaffolding';
import type { Tree } from '@nx/devkit';
import { addFunctionProject } from './add-function-project.ts';
import { checkPresentFunction } from './check-present-function.ts';
import type { FunctionGeneratorSchema } from './schema.d.ts';
import { wantedFunction } from './wanted-function.ts';

/** Options → place → files → workspace. */
const write = async (tree: Tree, options: FunctionGeneratorSchema) => {
  const wanted = wantedFunction(options);
  const { root, present } = placeProject(tree, { ...wanted, definition: 'function.json' });
  if (present !== undefined) checkPresentFunction({ ...wanted, root, present });
  else await addFunctionProject(tree, { ...wanted, root });
  return setUpWorkspace(tree, { ...options, plugins: ['lambda'] });
};

export default asGenerator(write);
