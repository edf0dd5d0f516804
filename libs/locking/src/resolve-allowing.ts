import { findInterpreter } from '@layerkit/execution-environment';
import { isOffline } from '@layerkit/wheels/package-index';
import type { VersionWithoutWheel } from './supposing/versions-without-wheel.ts';
import { resolveFitting, type FittingResolution, type Question } from './fitting/resolve-fitting.ts';
import type { Requirements } from './requirements/read-requirements.ts';
import { chosenOf, openVersionsWithoutWheel } from './supposing/suppose-wheels.ts';

/** The resolution, and the final request for it. */
export interface AllowingResolution {
  readonly resolution: FittingResolution;
  readonly asked: Question;
}

export type LayerQuestion = Question & { readonly projectRoot: string };

/**
 * Resolves from wheels, and from source distributions of the packages in `allowBuild`. A version is built only if it is
 * the newest that the requirements allow and has no wheel for the target. It first resolves as if these versions had
 * wheels without dependencies, then builds the metadata of those that are chosen, until the resolution holds.
 * @throws LayerkitError the errors of `resolveFitting`; environment/interpreter-not-found if a build is needed
 */
export const resolveAllowing = async (
  question: LayerQuestion,
  { allowBuild = new Set() }: Pick<Requirements, 'allowBuild'>,
): Promise<AllowingResolution> => {
  if (allowBuild.size === 0) return { resolution: await resolveFitting(question), asked: question };
  if (isOffline(question.env)) return resolveOffline(question, [...allowBuild]);
  const versions = await openVersionsWithoutWheel(question)([...allowBuild]);
  let buildable = versions.filter(({ hasSdist }) => hasSdist);
  const dropped: string[] = [];
  for (;;) {
    const found = await buildChosen(question, buildable);
    const { resolution } = found;
    if (!('refusal' in resolution)) {
      return { ...found, resolution: { ...resolution, warnings: [...resolution.warnings, ...dropped] } };
    }
    if (found.built.length === 0) return found;
    const [reason = ''] = resolution.refusal.words;
    dropped.push(...found.built.map(({ name, version }) => `${name} ${version} was not built: ${reason}`));
    buildable = buildable.filter((one) => !found.built.includes(one));
  }
};

interface BuildResolution extends AllowingResolution {
  /** The versions that were taken as source distributions. */
  readonly built: readonly VersionWithoutWheel[];
}

/** Takes chosen versions as source distributions. Their dependencies may need more of them. */
const buildChosen = async (
  question: LayerQuestion,
  buildable: readonly VersionWithoutWheel[],
): Promise<BuildResolution> => {
  let asked: Question = { ...question, supposed: buildable };
  let built: readonly VersionWithoutWheel[] = [];
  for (;;) {
    const resolution = await resolveFitting(asked);
    if ('refusal' in resolution) return { resolution, asked, built };
    const chosen = chosenOf(buildable, resolution.packages);
    if (chosen.length === 0) return { resolution, asked, built };
    built = [...built, ...chosen];
    const pins = built.map(({ name, version }) => `${name}==${version}`);
    const constraints = [...question.constraints, ...pins];
    // uv would take the metadata of a supposed wheel even for a source distribution
    const supposed = buildable.filter((one) => !built.includes(one));
    asked = { ...asked, constraints, supposed, builds: await buildsOf(question, built) };
  }
};

export const buildsOf = async (
  { target, env, projectRoot, builds }: Pick<LayerQuestion, 'target' | 'env' | 'projectRoot' | 'builds'>,
  built: readonly Pick<VersionWithoutWheel, 'name'>[],
): Promise<NonNullable<Question['builds']>> => {
  const { path } = await findInterpreter(target.runtime, { env, directory: projectRoot });
  return { names: [...(builds?.names ?? []), ...built.map(({ name }) => name)], python: path };
};

/** No index tells which versions have wheels, so all packages that may be built are, if it can't do without. */
const resolveOffline = async (
  question: LayerQuestion,
  names: readonly string[],
): Promise<AllowingResolution> => {
  const resolution = await resolveFitting(question);
  if (!('refusal' in resolution)) return { resolution, asked: question };
  const asked = {
    ...question,
    builds: await buildsOf(
      question,
      names.map((name) => ({ name })),
    ),
  };
  return { resolution: await resolveFitting(asked), asked };
};
