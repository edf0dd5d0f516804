import type { Target } from '../targets/target.ts';
import { compatibilityTags } from '../tags/compatibility-tags.ts';
import { describePlatforms } from './describe-platforms.ts';
import { describePythons } from './describe-pythons.ts';
import type { WheelFileName } from './wheel-file-name.ts';

/**
 * Explains why a wheel does not run on the target, worded to follow its name: `for CPython 3.11`, `for macOS`,
 * `needs glibc 2.28, python3.11 on Amazon Linux 2 has 2.26`. Gives all reasons if there are several.
 */
export const refusalReason = (target: Target, wheel: WheelFileName): string => {
  const supported = compatibilityTags(target);
  const pythons = new Set(supported.map(({ interpreter, abi }) => `${interpreter}-${abi}`));
  const platforms = new Set(supported.map(({ platform }) => platform));
  const pythonFits = wheel.tags.some(({ interpreter, abi }) => pythons.has(`${interpreter}-${abi}`));
  const platformFits = wheel.tags.some(({ platform }) => platforms.has(platform));
  const reasons = [
    ...(pythonFits ? [] : [describePythons(wheel.tags)]),
    ...(platformFits ? [] : [describePlatforms(target, wheel.tags)]),
  ];
  if (reasons.length > 0) return reasons.join('; ');
  return `none of its tags fits ${target.runtime} on ${target.architecture}`;
};
