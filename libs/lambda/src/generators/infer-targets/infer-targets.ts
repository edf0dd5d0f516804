import { parseFunctionsDefinition } from '@layerkit/artifact/definition';
import { asGenerator, findDefinedFunctions, inferTargets } from '@layerkit/scaffolding';
import { showLine } from '@layerkit/terminal';
import { logger, type Tree } from '@nx/devkit';
import { functionTargets } from '../function/named-targets.ts';
import type { InferTargetsGeneratorSchema } from './schema.d.ts';

export default asGenerator(async (tree: Tree, { project }: InferTargetsGeneratorSchema) => {
  if (project !== undefined) await findDefinedFunctions(tree, project);
  const lines = await inferTargets(tree, {
    plugin: 'lambda',
    definition: 'function.json',
    project,
    generatedFor: async (root, text) => {
      const { functions } = await parseFunctionsDefinition(text, `${root}/function.json`);
      const written = functionTargets(
        root,
        functions.map(({ definition }) => definition),
      );
      return { written, inferred: Object.keys(written) };
    },
  });
  lines.forEach((line) => logger.info(showLine(line)));
  return undefined;
});
