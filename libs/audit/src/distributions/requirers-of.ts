import { markerEnvironment, parseRequirement } from '@layerkit/platform-resolution/requirements';
import { groupBy } from '@layerkit/zip';
import { sortByName } from '@layerkit/zip/writing';
import { activeRequirements } from './active-requirements.ts';
import type { AuditSubject } from '../subject/subject.ts';

/**
 * Returns, for each distribution in a zip, the sorted names of the distributions that require it on the target.
 * An extra counts if something in the zip or one of the layer’s own requirements asks for it.
 */
export const requirersOf = (
  { distributions, target }: Pick<AuditSubject, 'distributions' | 'target'>,
  requirements: readonly string[],
): ReadonlyMap<string, readonly string[]> => {
  const asked = requirements.flatMap((text) => parseRequirement(text) ?? []);
  const edges = activeRequirements(distributions, markerEnvironment(target), asked)
    .map(({ by, requirement }) => ({ by: by.name, name: requirement.name }))
    .filter(({ by, name }) => by !== name);
  return new Map(
    [...groupBy(edges, ({ name }) => name)].map(([name, all]) => [
      name,
      sortByName([...new Set(all.map(({ by }) => by))], (by) => by),
    ]),
  );
};
