import { findInterpreter } from '@layerkit/execution-environment';
import { readConstraints } from '@layerkit/locking/requirements';
import { findUv, type WheelBuild } from '@layerkit/locking/uv';
import type { LockedInputs } from '../layer-inputs.ts';

/** Where builds look for uv, interpreters and build backends. */
export interface BuildTools {
  /** The default is the environment of this process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly offline?: boolean | undefined;
}

export type Builder = Pick<WheelBuild, 'uv' | 'python' | 'constraints' | 'env'>;

/**
 * Finds uv and an interpreter of the target's Python version, because build scripts may read the version of their
 * interpreter.
 * @throws LayerkitError resolver/not-found, environment/interpreter-not-found, requirements/missing,
 * requirements/invalid
 */
export const findBuilder = async (
  layer: LockedInputs,
  { env = process.env, offline }: BuildTools,
): Promise<Builder> => {
  const { projectRoot, target } = layer;
  const { path } = await findInterpreter(target.runtime, { env, directory: projectRoot });
  return {
    uv: await findUv(projectRoot, env),
    python: path,
    constraints: await buildConstraints(layer),
    env: offline === true ? { ...env, UV_OFFLINE: '1' } : env,
  };
};

/** Returns the layer's constraints, which also apply to build backends. */
export const buildConstraints = async ({
  projectRoot,
  definition: { constraints = [] },
}: LockedInputs): Promise<readonly string[]> =>
  (await readConstraints(projectRoot, [constraints].flat())).constraints.map(({ text }) => text);
