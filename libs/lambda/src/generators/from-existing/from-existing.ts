import { parseFunctionDefinition } from '@layerkit/artifact/definition';
import type { FunctionFile } from '@layerkit/packaging';
import {
  addProject,
  asGenerator,
  placeProject,
  refuseOverwriting,
  refuseTakenNames,
  schemaReference,
  setUpWorkspace,
  writesTargets,
  writeUnformatted,
} from '@layerkit/scaffolding';
import { formatCount, showLine } from '@layerkit/terminal';
import { logger, type GeneratorCallback, type Tree } from '@nx/devkit';
import { usualSources } from '../function/handler-sources.ts';
import { functionTargets } from '../function/named-targets.ts';
import { parseFunctionReference } from './function-reference.ts';
import { liveDefinition } from './live-definition.ts';
import { readLiveFunction } from './read-live-function.ts';
import type { FromExistingGeneratorSchema } from './schema.d.ts';

/** Options → place → function on AWS → files → workspace. */
const write = async (tree: Tree, options: FromExistingGeneratorSchema): Promise<GeneratorCallback> => {
  const { functionName } = parseFunctionReference(options.function.trim());
  const name = options.name?.trim() || functionName;
  const directory = options.directory || undefined;
  const { root, present } = await placeProject(tree, { name, directory, definition: 'function.json' });
  const say = (line: string) => logger.info(showLine(line));
  if (present === undefined) {
    const { live, files } = await readLiveFunction(options);
    const { fields, messages } = liveDefinition(live, options.environment === true);
    const inferred = !writesTargets(tree, 'lambda', options.explicit);
    await addFunction(tree, { name, root, inferred, fields, files });
    const codeMessage =
      files.length === 0
        ? `Put its code into ${root}/src, or run this generator with --code to download it.`
        : `Copied ${formatCount(files.length, 'file')} of its code to ${root}/src.`;
    const next = `See what a deployment would change: nx run ${name}:deploy --dryRun --adopt. Without --dryRun, the project manages the function from then on.`;
    [...messages, codeMessage, next].forEach(say);
  } else say(`${root}/function.json is already there and is not changed.`);
  return setUpWorkspace(tree, { ...options, plugins: ['lambda'] });
};

interface NewFunction {
  readonly name: string;
  readonly root: string;
  /** Nx infers the targets. */
  readonly inferred: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: readonly FunctionFile[];
}

const addFunction = async (
  tree: Tree,
  { name, root, inferred, fields, files }: NewFunction,
): Promise<void> => {
  const $schema = schemaReference(tree, root, 'function');
  const text = `${JSON.stringify({ $schema, ...fields }, null, 2)}\n`;
  await parseFunctionDefinition(text, `${root}/function.json`);
  const hint = 'The function has a project already. Deploy it from there, or delete that project first.';
  await refuseTakenNames(tree, { definition: 'function.json', text, root, hint });
  const code = files.map(({ path, content }) => ({ path: `${usualSources}/${path}`, content }));
  refuseOverwriting(tree, root, code);
  addProject(tree, {
    name,
    root,
    plugin: 'lambda',
    targets: inferred ? undefined : functionTargets(root, [{ sources: usualSources }]),
    files: { 'function.json': text },
  });
  writeUnformatted(
    tree,
    code.map(({ path, content }) => ({ path: `${root}/${path}`, content })),
  );
};

export default asGenerator(write);
