import { activeRequirements } from '@layerkit/audit/why';
import type { Target } from '@layerkit/platform-resolution';
import {
  evaluateMarker,
  isVersion,
  markerEnvironment,
  parseRequirement,
  satisfies,
  type Requirement,
} from '@layerkit/platform-resolution/requirements';
import { offeredPackages } from '@layerkit/platform-resolution/runtimes';

/** A package that the lock of a function pins. */
export interface LockedHere {
  /** Normalized (PEP 503). */
  readonly name: string;
  readonly version: string;
  /** Its `Requires-Dist` lines. */
  readonly requires: readonly string[];
}

/** The same package in a layer of the function. */
export interface OfferedPackage extends LockedHere {
  readonly layer: string;
}

/** A requirement that function.json states, by itself or as a constraint, with its place. */
export interface StatedRequirement {
  readonly text: string;
  readonly where: string;
}

export interface ChoiceRequest {
  readonly target: Target;
  readonly packages: readonly LockedHere[];
  /** The packages of layers by name, among them some that the lock does not have. */
  readonly offers: ReadonlyMap<string, OfferedPackage>;
  readonly stated: readonly StatedRequirement[];
  /** Names that are left out in any case. */
  readonly without: ReadonlySet<string>;
}

/** A package that a layer has too, and that goes into the function nevertheless. */
export interface KeptPackage {
  readonly package: LockedHere;
  readonly offer: OfferedPackage;
  /** The reason, as the end of a sentence: `requirements.in:1 requires boto3>=1.45`. */
  readonly reason: string;
}

export interface Choice {
  readonly left: ReadonlyMap<string, OfferedPackage>;
  readonly kept: readonly KeptPackage[];
}

/**
 * Chooses the packages that a function leaves to its layers: as many as possible, so that each requirement of the function,
 * of the packages that go in and of those that are left still holds. Python imports the function’s own copies first, so a
 * package of a layer that can’t work with one of them goes in too. Pure.
 */
export const chooseLeft = (request: ChoiceRequest): Choice => {
  const left = new Map(
    request.packages.flatMap(({ name }) => {
      const offer = request.offers.get(name);
      return offer === undefined ? [] : [[name, offer] as const];
    }),
  );
  const kept: KeptPackage[] = [];
  for (;;) {
    const objection = findObjection(request, left);
    const offer = objection && left.get(objection.to);
    const own = request.packages.find(({ name }) => name === objection?.to);
    if (objection === undefined || offer === undefined || own === undefined) return { left, kept };
    left.delete(objection.to);
    kept.push({ package: own, offer, reason: objection.reason });
  }
};

interface Objection {
  /** The name of a package that can’t be left to its layer. */
  readonly to: string;
  readonly reason: string;
}

type Left = ReadonlyMap<string, OfferedPackage>;

const findObjection = (request: ChoiceRequest, left: Left): Objection | undefined => {
  const { target, packages, stated, offers } = request;
  const environment = markerEnvironment(target);
  const asked = stated.flatMap(({ text, where }) => {
    const requirement = parseRequirement(text);
    const counts = requirement?.marker === undefined || evaluateMarker(requirement.marker, environment);
    return requirement === undefined || !counts ? [] : [{ requirement, where, text }];
  });
  const movable = (name: string): boolean => left.has(name) && !request.without.has(name);
  for (const { requirement, where, text } of asked)
    if (movable(requirement.name) && !fits(left.get(requirement.name), requirement))
      return { to: requirement.name, reason: `${where} requires ${text}` };
  const imported = packages.map((one) => left.get(one.name) ?? one);
  const versions = new Map([...offers, ...imported.map((one) => [one.name, one] as const)]);
  const active = activeRequirements(
    imported,
    environment,
    asked.map(({ requirement }) => requirement),
  );
  const broken = active.filter(({ requirement }) => !fits(versions.get(requirement.name), requirement));
  const theirs = broken.find(({ requirement }) => movable(requirement.name));
  if (theirs !== undefined)
    return {
      to: theirs.requirement.name,
      reason: `${theirs.by.name} ${theirs.by.version} requires ${theirs.text}`,
    };
  const needy = broken.find(({ by, requirement }) => movable(by.name) && !isShipped(requirement, target));
  if (needy === undefined) return undefined;
  const found = versions.get(needy.requirement.name);
  const instead = found === undefined ? 'is missing' : `would be ${found.version}`;
  return { to: needy.by.name, reason: `it requires ${needy.text}, which ${instead}` };
};

/** A version that is not valid under PEP 440 can’t be compared. */
const fits = (found: LockedHere | undefined, { specifiers }: Requirement): boolean =>
  found !== undefined && (!isVersion(found.version) || satisfies(found.version, specifiers));

const isShipped = ({ name }: Requirement, { runtime }: Target): boolean =>
  offeredPackages(runtime)?.some((one) => one.name === name) ?? false;
