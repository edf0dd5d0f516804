import { wheelNameOf } from '../requirements/local-requirement.ts';
import type { PinnedPackage } from '../requirements/pinned-graph.ts';

/**
 * Returns what a lock pins by naming a wheel by its path, relative to the layer’s project. Undefined for the path of another
 * file, such as a source distribution. The name of the wheel has the version, which some tools leave out.
 */
export const pinnedWheel = (
  path: string,
): Required<Pick<PinnedPackage, 'version' | 'source' | 'wheel'>> | undefined => {
  const named = wheelNameOf(path);
  return named && { version: named.version, source: 'wheel', wheel: path };
};
