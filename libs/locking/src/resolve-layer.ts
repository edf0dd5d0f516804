import type { Target } from '@layerkit/platform-resolution';
import { chooseWheels } from './choose-wheels.ts';
import { explainRefusal } from './diagnosis/explain-refusal.ts';
import type { Exclusion } from './fitting/exclusion.ts';
import type { Question } from './fitting/resolve-fitting.ts';
import type { PackageVersion } from './lock/lock-changes.ts';
import type { LockedPackage } from './lock/lock.ts';
import { resolveAllowing } from './resolve-allowing.ts';
import { listedOnly } from './requirements/listed-only.ts';
import { checkPython } from './requirements/python-range.ts';
import type { Requirements } from './requirements/read-requirements.ts';
import { findUv } from './uv/find-uv.ts';

export interface ResolveLayerRequest {
  readonly projectRoot: string;
  readonly requirements: Requirements;
  readonly target: Target;
  /** Wheels that stay chosen while their versions stay. */
  readonly keep: readonly LockedPackage[];
  /** Versions that stay while the requirements allow them. The default is those of `keep`. */
  readonly preferences?: readonly PackageVersion[];
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

export interface LayerResolution {
  /** The packages that a lock would pin. */
  readonly packages: readonly LockedPackage[];
  readonly warnings: readonly string[];
  readonly exclusions: readonly Exclusion[];
  /** The final request to uv. */
  readonly asked: Question;
}

/**
 * Resolves a layer’s requirements for a target and chooses the wheels.
 * @throws LayerkitError lock/unknown-requirement, lock/no-wheel, lock/unsatisfiable, requirements/invalid,
 * resolver/not-found, resolver/failed, index/unreachable, index/refused, environment/interpreter-not-found (for a
 * build)
 */
export const resolveLayer = async (request: ResolveLayerRequest): Promise<LayerResolution> => {
  const { projectRoot, requirements, target, keep, preferences = keep, env, signal } = request;
  checkPython(requirements, target);
  const question = {
    uv: await findUv(projectRoot, env),
    target,
    requirements: requirements.requirements.map(({ text }) => text),
    constraints: requirements.constraints.map(({ text }) => text),
    preferences,
    projectRoot,
    env,
    signal,
  };
  const { resolution, asked } = await resolveAllowing(question, requirements);
  if ('refusal' in resolution) throw await explainRefusal(resolution.refusal, requirements, asked);
  const kept = new Set(keep.map(({ sha256 }) => sha256));
  const packages = chooseWheels(target, listedOnly(resolution.packages, requirements), kept);
  return { packages, asked, warnings: resolution.warnings, exclusions: resolution.exclusions };
};
