import { findInterpreter } from '@layerkit/execution-environment';
import type { LayerDefinition } from '@layerkit/artifact';
import type { Target } from '@layerkit/platform-resolution';
import { findUv, readConstraints, type WheelBuild } from '@layerkit/locking';

/** The part of a layer build's request that building wheels needs. */
export interface SourceBuildRequest {
  readonly projectRoot: string;
  readonly definition: Pick<LayerDefinition, 'constraints'>;
  readonly target: Target;
  readonly env?: NodeJS.ProcessEnv;
  readonly offline?: boolean;
}

export type Builder = Pick<WheelBuild, 'uv' | 'python' | 'constraints' | 'env'>;

/**
 * Finds uv and an interpreter of the target's Python version, because build scripts may read the version of their
 * interpreter.
 * @throws LayerkitError resolver/not-found, environment/interpreter-not-found, requirements/missing,
 * requirements/invalid
 */
export const findBuilder = async (request: SourceBuildRequest): Promise<Builder> => {
  const { projectRoot, target, env = process.env, offline } = request;
  const { path } = await findInterpreter(target.runtime, { env, directory: projectRoot });
  return {
    uv: await findUv(projectRoot, env),
    python: path,
    constraints: await buildConstraints(request),
    env: offline === true ? { ...env, UV_OFFLINE: '1' } : env,
  };
};

/** Returns the layer's constraints, which also apply to build backends. */
export const buildConstraints = async ({
  projectRoot,
  definition: { constraints = [] },
}: Pick<SourceBuildRequest, 'projectRoot' | 'definition'>): Promise<readonly string[]> =>
  (await readConstraints(projectRoot, [constraints].flat())).constraints.map(({ text }) => text);
