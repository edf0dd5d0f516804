import {
  evaluateMarker,
  parseRequirement,
  type MarkerEnvironment,
  type Requirement,
} from '@layerkit/platform-resolution/requirements';
import { groupBy } from '@layerkit/zip';
import type { Distribution } from '../subject/subject.ts';

/** The part of a distribution that its requirements are found by. */
type Requirer = Pick<Distribution, 'name' | 'requires'>;

/** A requirement of a distribution that applies on the target. */
export interface ActiveRequirement<By extends Requirer = Distribution> {
  readonly by: By;
  readonly requirement: Requirement;
  /** As written, without its marker. */
  readonly text: string;
}

/**
 * Returns the requirements whose markers hold in the environment, including those of extras that other
 * requirements ask for. A line that is invalid under PEP 508 is skipped.
 * @param asked requirements from outside, whose extras count too
 */
export const activeRequirements = <By extends Requirer>(
  distributions: readonly By[],
  environment: MarkerEnvironment,
  asked: readonly Requirement[] = [],
): readonly ActiveRequirement<By>[] => {
  const byName = groupBy(distributions, ({ name }) => name);
  const linesOf = new Map(distributions.map((by) => [by, by.requires.map((line) => lineOf(by, line))]));
  const active = new Map<Requirement, ActiveRequirement<By>>();
  const known = new Set<string>();
  const queue = distributions.map((by) => ({ by, extra: '' }));
  const ask = ({ name, extras }: Requirement): void => {
    for (const wanted of extras) {
      if (known.has(`${name}[${wanted}]`)) continue;
      known.add(`${name}[${wanted}]`);
      const copies = (byName.get(name) ?? []).slice(0, mostCopies);
      queue.push(...copies.map((other) => ({ by: other, extra: wanted })));
    }
  };
  asked.filter((requirement) => counts(requirement, environment, '')).forEach(ask);
  let steps = 0;
  // The queue grows during the loop.
  for (const { by, extra } of queue) {
    const lines = linesOf.get(by) ?? [];
    steps += lines.length;
    if (steps > mostSteps) break;
    for (const { onlyForExtra, parse } of lines) {
      if (onlyForExtra && extra === '') continue;
      const found = parse();
      if (found === undefined || active.has(found.requirement)) continue;
      const { requirement } = found;
      if (!counts(requirement, environment, extra)) continue;
      active.set(requirement, found);
      ask(requirement);
    }
  }
  return [...active.values()];
};

/**
 * Each extra goes through all lines of its distribution. Real layers take some ten thousand steps; a layer that
 * takes more was made for that, and is not searched to the end.
 */
const mostSteps = 1_000_000;
/** A distribution that is in the layer twice has a finding of its own. */
const mostCopies = 10;

/** A line of `Requires-Dist`, parsed when it is first asked for. */
interface RequirementLine<By extends Requirer> {
  /** True for most lines, and most extras are never asked for, so those lines are never parsed. */
  readonly onlyForExtra: boolean;
  readonly parse: () => ActiveRequirement<By> | undefined;
}

const lineOf = <By extends Requirer>(by: By, line: string): RequirementLine<By> => {
  let parsed: { readonly active: ActiveRequirement<By> | undefined } | undefined;
  return {
    onlyForExtra: /\bextra\s*==/.test(line) && !/\bor\b/.test(line),
    parse: () => (parsed ??= { active: parseLine(by, line) }).active,
  };
};

const parseLine = <By extends Requirer>(by: By, line: string): ActiveRequirement<By> | undefined => {
  const requirement = parseRequirement(line);
  return requirement && { by, requirement, text: (line.split(';', 1)[0] ?? line).trimEnd() };
};

const counts = ({ marker }: Requirement, environment: MarkerEnvironment, extra: string): boolean =>
  marker === undefined || evaluateMarker(marker, environment, extra);
