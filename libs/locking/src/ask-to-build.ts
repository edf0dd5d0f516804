import type { PackageVersion } from './lock/lock-changes.ts';
import type { Requirements } from './requirements/read-requirements.ts';
import { buildable } from './supposing/buildable.ts';
import { describeMissing, type VersionWithoutWheel } from './supposing/versions-without-wheel.ts';
import type { PassedOver } from './supposing/find-passed-over.ts';

/** Asks whether a package may be built from source. `text` says why it would be. */
export type AskToBuild = (question: { readonly name: string; readonly text: string }) => Promise<boolean>;

interface BuildRequest {
  readonly requirements: Requirements;
  readonly keep: readonly PackageVersion[];
  readonly preferences?: readonly PackageVersion[];
  readonly ask?: AskToBuild | undefined;
}

/**
 * Asks about the packages that a build may make a wheel of. Returns the changes to the request with those that may be
 * built; undefined if there are none. Packages that were passed over because of them don’t keep their versions.
 */
export const askToBuild = async (
  { ask, requirements, keep, preferences = keep }: BuildRequest,
  missing: readonly VersionWithoutWheel[],
  passedOver: readonly PassedOver[] = [],
): Promise<Required<Pick<BuildRequest, 'requirements' | 'preferences'>> | undefined> => {
  const { allowBuild = new Set() } = requirements;
  const more: string[] = [];
  for (const name of ask === undefined ? [] : buildable(missing)) {
    const text = missing.filter((one) => one.name === name).map(describeMissing);
    if (!allowBuild.has(name) && (await ask?.({ name, text: text.join(', ') }))) more.push(name);
  }
  if (more.length === 0) return undefined;
  const older = new Set(passedOver.flatMap(({ packages }) => packages).map(({ name }) => name));
  return {
    requirements: { ...requirements, allowBuild: new Set([...allowBuild, ...more]) },
    preferences: preferences.filter(({ name }) => !older.has(name)),
  };
};
