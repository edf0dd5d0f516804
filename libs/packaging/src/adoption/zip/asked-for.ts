import type { Target } from '@layerkit/platform-resolution';
import { markerEnvironment } from '@layerkit/platform-resolution/requirements';
import type { Distribution } from '@layerkit/audit/subject';
import { activeRequirements } from '@layerkit/audit/why';

/**
 * Returns the distributions that were requested: those that no other one requires, and those that the installer
 * marked (REQUESTED, PEP 376). Ignores the marks if all have one, as after an installation from a complete list.
 * If distributions only require one another, returns the first.
 * @param isMarked whether a distribution has the mark
 */
export const askedFor = (
  distributions: readonly Distribution[],
  target: Target,
  isMarked: (distribution: Distribution) => boolean,
): readonly Distribution[] => {
  const active = activeRequirements(distributions, markerEnvironment(target));
  const edges = active.filter(({ by, requirement }) => by.name !== requirement.name);
  const required = new Set(edges.map(({ requirement }) => requirement.name));
  const marksTell = !distributions.every(isMarked);
  const wanted = new Set(
    distributions.filter((one) => !required.has(one.name) || (marksTell && isMarked(one))),
  );
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const { by, requirement } of edges) if (by.name === name) reach(requirement.name);
  };
  wanted.forEach(({ name }) => reach(name));
  for (const one of distributions) {
    if (reached.has(one.name)) continue;
    wanted.add(one);
    reach(one.name);
  }
  return distributions.filter((one) => wanted.has(one));
};
