import { describeMissing, type VersionWithoutWheel } from './candidates/versions-without-wheel.ts';
import { buildable } from './diagnosis/no-wheel-hint.ts';
import type { PassedOver } from './supposing/find-passed-over.ts';
import type { ResolveLayerRequest } from './resolve-layer.ts';

/** Asks whether a package may be built from source. `text` says why it would be. */
export type AskToBuild = (question: { readonly name: string; readonly text: string }) => Promise<boolean>;

/**
 * Asks about the packages that a build may make a wheel of. Returns the request to repeat with those that may be built;
 * undefined if there are none. Packages that were passed over because of them don’t keep their versions.
 */
export const askToBuild = async (
  request: ResolveLayerRequest,
  missing: readonly VersionWithoutWheel[],
  passedOver: readonly PassedOver[] = [],
): Promise<ResolveLayerRequest | undefined> => {
  const { ask, requirements, preferences = request.keep } = request;
  const { allowBuild = new Set() } = requirements;
  const more: string[] = [];
  for (const name of ask === undefined ? [] : buildable(missing)) {
    const text = missing.filter((one) => one.name === name).map(describeMissing);
    if (!allowBuild.has(name) && (await ask?.({ name, text: text.join(', ') }))) more.push(name);
  }
  if (more.length === 0) return undefined;
  const older = new Set(passedOver.flatMap(({ packages }) => packages).map(({ name }) => name));
  return {
    ...request,
    requirements: { ...requirements, allowBuild: new Set([...allowBuild, ...more]) },
    preferences: preferences.filter(({ name }) => !older.has(name)),
  };
};
