import { findInterpreter } from '@layerkit/execution-environment';
import type { Target } from '@layerkit/platform-resolution';
import type { LayerPlan } from '../splice/layer-plan.ts';
import { bytecodeName } from './bytecode-name.ts';
import { compileFiles } from './compile-files.ts';
import { extendPlan } from './extend-plan.ts';

/** The modules to compile: all of them, or the listed paths below the layer's `python/`. */
export type CompiledSources =
  { readonly mode: 'all' } | { readonly mode: 'imported'; readonly files: readonly string[] };

export interface AddBytecodeRequest {
  readonly plan: LayerPlan;
  readonly compile: CompiledSources;
  readonly target: Target;
  /** The folder in which the search for the target's interpreter starts. */
  readonly projectRoot: string;
  /** The folder for compiled modules until they are in the zip. */
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Adds compiled modules to a planned layer, at the paths where Python looks for them (PEP 3147). Keeps a wheel's
 * own compiled module unless a rule dropped it.
 * @throws LayerkitError environment/interpreter-not-found, environment/failed; archive/invalid
 */
export const addBytecode = async (request: AddBytecodeRequest): Promise<LayerPlan> => {
  const { plan, compile, target, folder, env = process.env } = request;
  const wanted = compile.mode === 'all' ? undefined : new Set(compile.files);
  const present = new Set(plan.entries.map(({ path }) => path));
  const sources = plan.entries.filter(
    ({ path }) =>
      path.endsWith('.py') && wanted?.has(path) !== false && !present.has(bytecodeName(path, target.runtime)),
  );
  const interpreter = await findInterpreter(target.runtime, { env, directory: request.projectRoot });
  const compiled = await compileFiles({ sources, inputs: plan.inputs, target, interpreter, folder, env });
  const extended = extendPlan(plan, compiled);
  return {
    ...extended.plan,
    bytecode: {
      ...extended.size,
      mode: compile.mode,
      interpreter: `CPython ${interpreter.version}`,
      notCompiled: [...compiled.notCompiled],
    },
  };
};
