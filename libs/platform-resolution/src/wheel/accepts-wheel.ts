import { compatibilityTags } from '../tags/compatibility-tags.ts';
import { formatTag } from '../tags/tag.ts';
import type { Target } from '../targets/target.ts';
import type { WheelFileName } from './wheel-file-name.ts';

/** Returns a function that tells whether a wheel runs on the target. It is fast for many wheels, and gives no reasons. */
export const acceptsWheel = (target: Target): ((wheel: Pick<WheelFileName, 'tags'>) => boolean) => {
  const accepted = new Set(compatibilityTags(target).map(formatTag));
  return ({ tags }) => tags.some((tag) => accepted.has(formatTag(tag)));
};
