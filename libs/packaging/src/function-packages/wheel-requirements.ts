import { openSubject } from '@layerkit/audit/subject';
import type { Target } from '@layerkit/platform-resolution';
import type { Wheel } from '@layerkit/wheels';

/** Returns the `Requires-Dist` lines of a wheel. A damaged wheel has none here: planning reports the damage. */
export const requiresOf = async ({ path, name }: Wheel, target: Target): Promise<readonly string[]> => {
  // like a function’s zip, a wheel has its packages at its root
  const { distributions } = await openSubject({ zipPath: path, target, role: 'function' });
  return distributions.find((one) => one.name === name)?.requires ?? [];
};
