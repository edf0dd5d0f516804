import { LayerkitError, redactCredentials } from '@layerkit/failure';
import type { LockedPackage } from '@layerkit/locking/lock';
import { layerRequirements } from '@layerkit/locking/requirements';
import { storeRepository } from '@layerkit/locking/uv';
import { isOffline } from '@layerkit/wheels/package-index';
import type { WheelAccess } from '@layerkit/wheels/store';
import type { LockedInputs } from '../layer-inputs.ts';

/**
 * Fetches the source distribution of a package that the requirements take from a repository. Does nothing for other
 * packages, and offline.
 * @throws LayerkitError store/download-failed if the files differ from those of the lock; the errors of
 * `storeRepository`
 */
export const fetchLockedRepository = async (
  { name, sha256 }: LockedPackage,
  { projectRoot, definition }: LockedInputs,
  { store, env = process.env, offline = isOffline(env) }: WheelAccess,
): Promise<void> => {
  const { requirements } = await layerRequirements(projectRoot, definition);
  const at = requirements.find((one) => one.name === name && one.at?.form === 'git')?.at;
  if (at === undefined || offline) return;
  const stored = await storeRepository({ name, url: at.url, store, env });
  if (stored.sha256 === sha256) return;
  throw new LayerkitError({
    code: 'store/download-failed',
    message: `${name}: the files at ${redactCredentials(at.url)} have sha256 ${stored.sha256}, but the lock has ${sha256}`,
    hint: 'Lock again if the requirement has changed. Otherwise find out who changed the repository.',
  });
};
