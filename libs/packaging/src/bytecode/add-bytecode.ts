import type { LayerDefinition } from '@layerkit/artifact';
import { findInterpreter } from '@layerkit/execution-environment';
import type { Target } from '@layerkit/platform-resolution';
import { checkImportsAreFresh } from '../imports/check-imports-are-fresh.ts';
import type { LayerPlan } from '../splice/layer-plan.ts';
import { bytecodeName } from './bytecode-name.ts';
import { compileFiles } from './compile-files.ts';
import { extendPlan } from './extend-plan.ts';

export interface AddBytecodeRequest {
  readonly plan: LayerPlan;
  readonly definition: LayerDefinition;
  readonly target: Target;
  readonly projectRoot: string;
  /** Where the compiled modules are kept until they are in the zip. */
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Adds to the planned layer what “bytecode” of layer.json asks for: compiled modules beside their sources, where
 * Python looks for them (PEP 3147). A wheel’s own, where no rule dropped it, stays. The plan of a layer that asks
 * for none is the same one.
 * @throws LayerkitError imports/missing, imports/stale, imports/invalid; environment/interpreter-not-found,
 * environment/failed; archive/invalid
 */
export const addBytecode = async (request: AddBytecodeRequest): Promise<LayerPlan> => {
  const { plan, definition, target, folder, env = process.env } = request;
  if (definition.bytecode === 'none') return plan;
  const wanted = definition.bytecode === 'all' ? () => true : await importedFiles(request);
  const present = new Set(plan.entries.map(({ path }) => path));
  const sources = plan.entries.filter(
    ({ path }) => path.endsWith('.py') && wanted(path) && !present.has(bytecodeName(path, target.runtime)),
  );
  const interpreter = await findInterpreter(target.runtime, { env, directory: request.projectRoot });
  const compiled = await compileFiles({ sources, inputs: plan.inputs, target, interpreter, folder, env });
  const extended = extendPlan(plan, compiled);
  return {
    ...extended.plan,
    bytecode: {
      ...extended.size,
      mode: definition.bytecode,
      interpreter: `CPython ${interpreter.version}`,
      notCompiled: [...compiled.notCompiled],
    },
  };
};

const importedFiles = async (request: AddBytecodeRequest): Promise<(path: string) => boolean> => {
  const { files } = await checkImportsAreFresh(request);
  const listed = new Set(files);
  return (path) => listed.has(path);
};
