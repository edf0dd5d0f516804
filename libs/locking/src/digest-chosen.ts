import type { SourcePlaces } from '@layerkit/wheels/package-index';
import { openStore, storeUnlisted, type WheelStore } from '@layerkit/wheels/store';
import type { ChosenPackage } from './choose-wheels.ts';
import { sameVersion } from './candidates/same-version.ts';
import type { LockedPackage } from './lock/lock.ts';
import { defaultIndex } from './uv/default-index.ts';

export interface DigestRequest {
  /** Pins that stay for the same file, so that it need not be fetched again. */
  readonly keep: readonly LockedPackage[];
  readonly uv: string;
  readonly env: NodeJS.ProcessEnv;
  readonly places?: SourcePlaces | undefined;
}

/**
 * Returns the pins of chosen files. A file that its index lists without a digest (PEP 503 only recommends one) is fetched
 * into the store and hashed.
 * @throws LayerkitError the errors of `storeUnlisted`
 */
export const digestChosen = async (
  chosen: readonly ChosenPackage[],
  { keep, uv, env, places }: DigestRequest,
): Promise<readonly LockedPackage[]> => {
  if (chosen.every(({ sha256 }) => sha256 !== undefined)) return chosen.flatMap((one) => pinOf(one));
  const store = openStore({ env });
  const known = await Promise.all(chosen.map(async (one) => one.sha256 ?? keptDigest(one, keep, store)));
  const missing = chosen.filter((_, at) => known[at] === undefined);
  const access = { store, env, places, defaultIndex: () => defaultIndex(uv, env) };
  const digests = await storeUnlisted(missing, access);
  return chosen.flatMap((one, at) => pinOf({ ...one, sha256: known[at] ?? digests[missing.indexOf(one)] }));
};

const pinOf = ({ name, version, sha256, from }: ChosenPackage): readonly LockedPackage[] =>
  sha256 === undefined ? [] : [{ name, version, sha256, ...(from === undefined ? {} : { from }) }];

const keptDigest = async (
  { name, version, fileName }: ChosenPackage,
  keep: readonly LockedPackage[],
  store: WheelStore,
) => {
  const pin = keep.find((one) => one.name === name && sameVersion(one.version, version));
  const file = pin === undefined ? undefined : await store.find(pin.sha256);
  return file?.fileName === fileName ? pin?.sha256 : undefined;
};
