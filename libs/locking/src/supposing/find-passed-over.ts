import { isNewerVersion } from '@layerkit/platform-resolution/requirements';
import { isOffline } from '@layerkit/wheels/package-index';
import { statedLines } from '../candidates/stated-lines.ts';
import { specifiersOn } from '../candidates/specifiers-on.ts';
import type { VersionWithoutWheel } from './versions-without-wheel.ts';
import { isPreRelease } from '../fitting/pre-release.ts';
import type { Question } from '../fitting/resolve-fitting.ts';
import type { PackageVersion } from '../lock/lock-changes.ts';
import type { Requirements } from '../requirements/read-requirements.ts';
import { newestVersions } from '../uv/newest-versions.ts';
import { openVersionsWithoutWheel, supposeWheels, type VersionsWithoutWheel } from './suppose-wheels.ts';

export interface PassedOverRequest {
  /** The request to uv that gave the packages. */
  readonly asked: Question;
  readonly packages: readonly PackageVersion[];
  /** The packages that were chosen now. The others were pinned before. */
  readonly chosen: ReadonlySet<string>;
  readonly requirements: Requirements;
}

/** Newer versions that the requirements allow, but that need versions without a wheel for the target. */
export interface PassedOver {
  readonly packages: readonly (PackageVersion & { readonly locked: string })[];
  /** The versions without a wheel: of the package itself, or of dependencies. */
  readonly missing: readonly VersionWithoutWheel[];
}

/**
 * Finds the packages that would be newer if some versions had a wheel for the target, by resolving as if they had: for
 * packages that have newer versions without a wheel, and for requirements whose newest version is not the locked one,
 * also if only a dependency has no wheel. Otherwise it costs one run of uv. Nothing is built.
 * @throws LayerkitError the errors of `resolveFitting`
 */
export const findPassedOver = async (request: PassedOverRequest): Promise<readonly PassedOver[]> => {
  const { asked, packages, chosen, requirements } = request;
  if (isOffline(asked.env) || chosen.size === 0) return [];
  const lines = statedLines(asked);
  const specifiers = specifiersOn([...chosen], lines, asked.target);
  const newest = await newestVersions({ ...asked, specifiers });
  const behind = packages.filter(({ name, version }) => isNewerVersion(newest?.get(name) ?? '', version));
  if (behind.length === 0) return [];
  const isFinal = ({ name, version }: PackageVersion): boolean => !isPreRelease(newest?.get(name) ?? version);
  const question = {
    ...asked,
    onlyFinal: [...(asked.onlyFinal ?? []), ...packages.filter(isFinal).map(({ name }) => name)],
  };
  const isBehind = (name: string): boolean => behind.some((one) => one.name === name);
  // No newer version of these can be missing: the locked one is the newest, or it may be built
  const isSettled = (name: string): boolean =>
    (chosen.has(name) && !isBehind(name)) || requirements.allowBuild?.has(name) === true;
  const pages = openVersionsWithoutWheel(asked);
  const versions: VersionsWithoutWheel = async (names) =>
    (await pages(names.filter((name) => !isSettled(name)))).filter((one) => isNewer(one, packages) !== false);
  const itself = await passedOverItself(behind, { question, packages, versions });
  const explained = new Set(itself.flatMap((one) => one.packages).map(({ name }) => name));
  const isStated = (name: string): boolean => requirements.requirements.some((one) => one.name === name);
  const lacking = new Set((await versions(behind.map(({ name }) => name))).map(({ name }) => name));
  const others = behind.filter(({ name }) => !explained.has(name) && (lacking.has(name) || isStated(name)));
  return [...itself, ...(await passedOverAlone(others, { question, packages, versions }))];
};

interface Search {
  readonly question: Question;
  readonly packages: readonly PackageVersion[];
  /** Returns only versions that are newer than the locked ones. */
  readonly versions: VersionsWithoutWheel;
}

/** Finds the packages that have newer versions without a wheel, all at once. */
const passedOverItself = async (
  behind: readonly PackageVersion[],
  { question, packages, versions }: Search,
): Promise<readonly PassedOver[]> => {
  const names = behind.map(({ name }) => name);
  if ((await versions(names)).length === 0) return [];
  const constraints = [...question.constraints, ...floors(packages)];
  const supposition = await supposeWheels({ ...question, constraints }, names, versions);
  return (supposition?.missing ?? []).flatMap((one) => {
    const better = newerAmong([one], packages);
    return better.length === 0 ? [] : [{ packages: better, missing: [one] }];
  });
};

/** Finds, one by one, the packages whose newer versions have no wheel, or need other packages that have none. */
const passedOverAlone = async (
  behind: readonly PackageVersion[],
  { question, packages, versions }: Search,
): Promise<readonly PassedOver[]> => {
  const found: PassedOver[] = [];
  for (const { name } of behind) {
    if (found.some((one) => one.packages.some((explained) => explained.name === name))) continue;
    const constraints = [...question.constraints, ...floors(packages, name)];
    // With the locked versions as preferences, only what a newer version of this package needs changes
    const alone = { ...question, constraints, preferences: packages };
    const supposition = await supposeWheels(alone, [name], versions);
    if (supposition === undefined || supposition.missing.length === 0) continue;
    const { missing } = supposition;
    const itself = missing.filter((one) => one.name === name);
    const needing = supposition.packages.filter((one) => !missing.some((lack) => lack.name === one.name));
    found.push(
      itself.length > 0
        ? { packages: newerAmong(itself, packages), missing: itself }
        : { packages: newerAmong(needing, packages), missing },
    );
  }
  return found;
};

/** Requires at least the locked versions, so that no package becomes older, and a newer version of one of them. */
const floors = (packages: readonly PackageVersion[], newer?: string): readonly string[] =>
  packages
    .filter(({ version }) => !isPreRelease(version) && !version.includes('+'))
    .map(({ name, version }) => `${name}${name === newer ? '>' : '>='}${version}`);

const newerAmong = (versions: readonly PackageVersion[], packages: readonly PackageVersion[]) =>
  versions
    .filter((one) => isNewer(one, packages) === true)
    .map(({ name, version }) => ({ name, version, locked: lockedOf(name, packages) ?? '' }));

/** Whether a version is newer than the locked one. Undefined if the package is not locked. */
const isNewer = (
  { name, version }: PackageVersion,
  packages: readonly PackageVersion[],
): boolean | undefined => {
  const locked = lockedOf(name, packages);
  return locked === undefined ? undefined : isNewerVersion(version, locked);
};

const lockedOf = (name: string, packages: readonly PackageVersion[]): string | undefined =>
  packages.find((one) => one.name === name)?.version;
