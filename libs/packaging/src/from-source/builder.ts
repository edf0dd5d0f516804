import { findInterpreter } from '@layerkit/execution-environment';
import type { LayerDefinition } from '@layerkit/artifact';
import type { Target } from '@layerkit/platform-resolution';
import { findUv, readConstraints, type WheelBuild } from '@layerkit/locking';

/** What of a layer's build the building of wheels has to know. */
export interface SourceBuildRequest {
  readonly projectRoot: string;
  readonly definition: Pick<LayerDefinition, 'constraints'>;
  readonly target: Target;
  readonly env?: NodeJS.ProcessEnv;
  readonly offline?: boolean;
}

export type Builder = Pick<WheelBuild, 'uv' | 'python' | 'constraints' | 'env'>;

/**
 * uv, and an interpreter of the target's version: what a build script asks its interpreter about must not be the
 * host's to answer.
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

/** Of the layer's constraints: those for the build backends stand among them. */
export const buildConstraints = async ({
  projectRoot,
  definition: { constraints = [] },
}: Pick<SourceBuildRequest, 'projectRoot' | 'definition'>): Promise<readonly string[]> =>
  (await readConstraints(projectRoot, [constraints].flat())).constraints.map(({ text }) => text);
