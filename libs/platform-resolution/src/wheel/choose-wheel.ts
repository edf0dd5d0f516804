import type { Target } from '../targets/target.ts';
import { compatibilityTags } from '../tags/compatibility-tags.ts';
import { formatTag } from '../tags/tag.ts';
import { refusalReason } from './refusal-reason.ts';
import type { BuildTag, WheelFileName } from './wheel-file-name.ts';

/** A wheel that was not chosen, and the reason, worded to follow its name. */
export interface RefusedWheel {
  readonly fileName: string;
  readonly reason: string;
}

export interface WheelChoice<Wheel extends WheelFileName> {
  /** Absent if no wheel runs on the target. */
  readonly chosen?: Wheel | undefined;
  /** All other wheels, in the order of the candidates. */
  readonly refused: readonly RefusedWheel[];
}

/**
 * Chooses the wheel of a version that an installer on the target would take: the best by tag order, then by the higher
 * build tag (PEP 427), then by name. Between equals, pip and uv take the first on the index's page, and PyPI's pages
 * are sorted. The order of the candidates does not matter.
 */
export const chooseWheel = <Wheel extends WheelFileName>(
  target: Target,
  candidates: readonly Wheel[],
): WheelChoice<Wheel> => {
  const ranks = new Map(compatibilityTags(target).map((tag, index) => [formatTag(tag), index]));
  const usable = candidates
    .map((wheel) => ({ wheel, rank: rankOf(wheel, ranks) }))
    .filter(({ rank }) => rank !== Infinity)
    .sort((a, b) => a.rank - b.rank || compareBuilds(b.wheel, a.wheel) || compareNames(a.wheel, b.wheel));
  const chosen = usable[0]?.wheel;
  const refused = candidates
    .filter((wheel) => wheel !== chosen)
    .map((wheel) => ({
      fileName: wheel.fileName,
      reason:
        chosen !== undefined && usable.some((entry) => entry.wheel === wheel)
          ? `would run, but ${chosen.fileName} is a better match`
          : refusalReason(target, wheel),
    }));
  return { chosen, refused };
};

const rankOf = (wheel: WheelFileName, ranks: ReadonlyMap<string, number>): number =>
  Math.min(...wheel.tags.map((tag) => ranks.get(formatTag(tag)) ?? Infinity));

/** A wheel without a build tag sorts before any build tag. */
const compareBuilds = (a: WheelFileName, b: WheelFileName): number => {
  const [left, right] = [a.build ?? noBuild, b.build ?? noBuild];
  return left.number - right.number || compareText(left.suffix, right.suffix);
};

const noBuild: BuildTag = { number: -1, suffix: '' };

const compareNames = (a: WheelFileName, b: WheelFileName): number => compareText(a.fileName, b.fileName);

/** Compares by code unit, so that the choice does not depend on the locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
