import { parseLayerDefinition } from '@layerkit/artifact/definition';
import { asGenerator, findLayerProjects, inferTargets } from '@layerkit/scaffolding';
import { showLine } from '@layerkit/terminal';
import { logger, type Tree } from '@nx/devkit';
import { foldersOfCode } from '../layer/folders-of-code.ts';
import { layerTargets } from '../layer/named-targets.ts';
import type { InferTargetsGeneratorSchema } from './schema.d.ts';

export default asGenerator(async (tree: Tree, { project }: InferTargetsGeneratorSchema) => {
  if (project !== undefined) await findLayerProjects(tree, [project]);
  const lines = await inferTargets(tree, {
    plugin: 'layer',
    definition: 'layer.json',
    project,
    generatedFor: async (root, text) => {
      const definition = await parseLayerDefinition(text, `${root}/layer.json`);
      const written = layerTargets(definition, {
        root,
        folders: await foldersOfCode(tree, root, definition),
      });
      const recordsImports = definition.bytecode === 'imported';
      return {
        written,
        inferred: Object.keys(written).filter((name) => name !== 'imports' || recordsImports),
      };
    },
  });
  lines.forEach((line) => logger.info(showLine(line)));
  return undefined;
});
