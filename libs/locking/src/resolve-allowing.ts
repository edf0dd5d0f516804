import { findInterpreter } from '@layerkit/execution-environment';
import { resolveFitting, type FittingResolution, type Question } from './fitting/resolve-fitting.ts';
import type { Requirements } from './requirements/read-requirements.ts';

/** The resolution, and the final request for it. */
export interface AllowingResolution {
  readonly resolution: FittingResolution;
  readonly asked: Question;
}

/**
 * Resolves from wheels, and from source distributions of packages in `allowBuild` that have no wheel. It first tries to
 * build only the packages that can't be resolved on their own, then all of them.
 * @throws LayerkitError the errors of `resolveFitting`; environment/interpreter-not-found if a build is needed
 */
export const resolveAllowing = async (
  question: Question & { readonly projectRoot: string },
  requirements: Requirements,
): Promise<AllowingResolution> => {
  const allowed = [...(requirements.allowBuild ?? [])];
  const first = await resolveFitting(question);
  if (!('refusal' in first) || allowed.length === 0) return { resolution: first, asked: question };
  const needed: string[] = [];
  for (const name of allowed) if (await failsAlone(name, question, requirements)) needed.push(name);
  const attempts = needed.length > 0 && needed.length < allowed.length ? [needed, allowed] : [allowed];
  const { target, env, projectRoot } = question;
  const { path: python } = await findInterpreter(target.runtime, { env, directory: projectRoot });
  let last: AllowingResolution = { resolution: first, asked: question };
  for (const names of attempts) {
    const asked = { ...question, builds: { names, python } };
    last = { resolution: await resolveFitting(asked), asked };
    if (!('refusal' in last.resolution)) return last;
  }
  return last;
};

const failsAlone = async (
  name: string,
  question: Question,
  { requirements }: Requirements,
): Promise<boolean> => {
  const own = requirements.filter((requirement) => requirement.name === name).map(({ text }) => text);
  const lines = own.length === 0 ? [name] : own;
  const alone = { ...question, requirements: lines, preferences: [], dependencies: false };
  return 'refusal' in (await resolveFitting(alone));
};
