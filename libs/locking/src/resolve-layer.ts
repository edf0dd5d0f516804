import type { Target } from '@layerkit/platform-resolution';
import { environmentWithPlaces, noPlaces } from '@layerkit/wheels/package-index';
import { checkBuilds } from './diagnosis/check-builds.ts';
import { linesFor } from './requirements/lines-for.ts';
import { digestChosen } from './digest-chosen.ts';
import { sameVersion } from './candidates/same-version.ts';
import { askToBuild, type AskToBuild } from './ask-to-build.ts';
import { chooseWheels } from './choose-wheels.ts';
import { explainRefusal } from './diagnosis/explain-refusal.ts';
import { findPassedOver, type PassedOver } from './supposing/find-passed-over.ts';
import type { Question } from './fitting/resolve-fitting.ts';
import type { PackageVersion } from './lock/lock-changes.ts';
import type { LockedPackage } from './lock/lock.ts';
import { buildsOf } from './resolve-allowing.ts';
import { storeRepositories } from './store-repositories.ts';
import { resolveFinal } from './resolve-final.ts';
import { listedOnly } from './pinned/listed-only.ts';
import { checkPython } from './requirements/python-range.ts';
import type { Requirements } from './requirements/read-requirements.ts';
import { requirementsOn } from './pinned/pins-on.ts';
import { withoutLocals } from './requirements/without-locals.ts';
import { findUv } from './uv/find-uv.ts';

export interface ResolveLayerRequest {
  readonly projectRoot: string;
  readonly requirements: Requirements;
  readonly target: Target;
  /** Wheels that stay chosen while their versions stay. */
  readonly keep: readonly LockedPackage[];
  /** Versions that stay while the requirements allow them. The default is those of `keep`. */
  readonly preferences?: readonly PackageVersion[];
  /** Asks about packages that may be built in addition to those in `allowBuild`. */
  readonly ask?: AskToBuild | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

export interface LayerResolution {
  /** The layer’s requirements, with all packages that may be built. */
  readonly requirements: Requirements;
  /** The packages that a lock would pin. */
  readonly packages: readonly LockedPackage[];
  readonly warnings: readonly string[];
  /** The newer versions that the requirements allow, but that a lock can’t pin. */
  readonly passedOver: readonly PassedOver[];
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
  const { projectRoot, target, keep, preferences = keep, signal } = request;
  checkPython(request.requirements, target);
  checkBuilds(request.requirements);
  const requirements = requirementsOn(request.requirements, target);
  const { places = noPlaces } = requirements;
  const overrides = [...(requirements.overrides ?? []), ...withoutLocals(requirements)];
  const env = await environmentWithPlaces(request.env, places);
  const sources = requirements.requirements.filter(({ at }) => at !== undefined && at.form !== 'wheel');
  const question = {
    ...(sources.length > 0 && { builds: await buildsOf({ target, env, projectRoot }, sources) }),
    uv: await findUv(projectRoot, env),
    target,
    requirements: linesFor(await storeRepositories(requirements.requirements, env), env),
    constraints: linesFor(requirements.constraints, env),
    overrides,
    places,
    preferences,
    dependencies: requirements.pinned === undefined,
    projectRoot,
    env,
    signal,
  };
  if (question.requirements.length === 0)
    return { packages: [], requirements, asked: question, warnings: [], passedOver: [] };
  const { resolution, asked } = await resolveFinal(question, requirements);
  if ('refusal' in resolution) {
    const { error, missing } = await explainRefusal(resolution.refusal, requirements, asked);
    const allowing = await askToBuild(request, missing);
    if (allowing === undefined) throw error;
    return resolveLayer({ ...request, ...allowing });
  }
  const keptFiles = new Set(keep.map(({ sha256 }) => sha256));
  const offered = listedOnly(resolution.packages, requirements);
  const packages = await digestChosen(chooseWheels(target, offered, keptFiles), { ...asked, keep });
  const isKept = ({ name, version }: PackageVersion): boolean =>
    preferences.some((one) => one.name === name && sameVersion(one.version, version));
  const isByUrl = ({ name }: PackageVersion): boolean =>
    resolution.packages.some((one) => one.name === name && one.isByUrl === true);
  const compared = packages.filter((one) => !isKept(one) && !isByUrl(one));
  const chosen = new Set(compared.map(({ name }) => name));
  const passedOver = await findPassedOver({ asked, packages, chosen, requirements });
  const missing = passedOver.flatMap((one) => one.missing);
  const allowing = await askToBuild(request, missing, passedOver);
  if (allowing !== undefined) return resolveLayer({ ...request, ...allowing });
  return { packages, requirements, asked, warnings: resolution.warnings, passedOver };
};
