import { pathToFileURL } from 'node:url';
import { openStore } from '@layerkit/wheels/store';
import type { Requirement } from './requirements/read-requirements.ts';
import { storeRepository } from './uv/store-repository.ts';

/**
 * Returns the requirements with the repositories replaced by their files in the store, so that the resolver sees the
 * source distributions that a build will see.
 * @throws LayerkitError the errors of `storeRepository`
 */
export const storeRepositories = async (
  requirements: readonly Requirement[],
  env: NodeJS.ProcessEnv,
): Promise<readonly Requirement[]> => {
  if (!requirements.some(({ at }) => at?.form === 'git')) return requirements;
  const store = openStore({ env });
  return Promise.all(
    requirements.map(async (one) => {
      if (one.at?.form !== 'git') return one;
      const { path } = await storeRepository({ name: one.name, url: one.at.url, store, env });
      const url = pathToFileURL(path).href;
      return { ...one, text: one.text.replace(one.at.url, () => url), at: { url, form: 'sdist' as const } };
    }),
  );
};
