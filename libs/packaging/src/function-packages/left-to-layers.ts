import type { LeftPackage } from '@layerkit/assembly';
import { layerRequirements, statedRequirements } from '@layerkit/locking/requirements';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import type { LockedInputs } from '../layer-inputs.ts';
import { chooseLeft, type KeptPackage } from './choose-left.ts';
import { compareWithLayers, type ComparisonRequest } from './compare-with-layers.ts';

export interface LeavingRequest extends ComparisonRequest {
  /** `without` of function.json. */
  readonly without: readonly string[] | undefined;
}

export interface LeftToLayers {
  readonly left: readonly LeftPackage[];
  readonly warnings: readonly string[];
}

/**
 * Returns the packages that a function does not contain: those that its layers have in versions that fit, and those of
 * `without`.
 * @throws LayerkitError as `compareWithLayers` does
 */
export const leaveToLayers = async (request: LeavingRequest): Promise<LeftToLayers> => {
  const { inputs, wheels, without: named = [] } = request;
  const names = new Set(wheels.map(({ name }) => name));
  const idle = named.filter((name) => !names.has(normalizeProjectName(name)));
  const without = new Set(named.map(normalizeProjectName).filter((name) => names.has(name)));
  const { packages, offers, strangers } = await compareWithLayers(request);
  const stated = packages.length === 0 ? [] : await statedBy(inputs);
  const { left, kept } = chooseLeft({ target: inputs.target, packages, offers, stated, without });
  const toLayers = [...left.values()].map(({ name, version, layer }) => ({ name, version, by: layer }));
  const toAnyone = [...without].filter((name) => !left.has(name)).map((name) => ({ name }));
  return {
    left: [...toLayers, ...toAnyone],
    warnings: [
      ...idle.map((name) => `without: ${name} is not among the packages of the function`),
      ...strangers,
      ...kept.map(describeKept),
    ],
  };
};

const describeKept = ({ package: { name, version }, offer, reason }: KeptPackage): string =>
  `${name} ${version} goes into the function although ${offer.layer} has ${offer.version}: ${reason}. The function’s copy comes first on Python’s path, for the packages of ${offer.layer} too`;

const statedBy = async ({ projectRoot, definition }: LockedInputs) => [
  ...(await statedRequirements(projectRoot, definition)),
  ...(await layerRequirements(projectRoot, definition)).constraints,
];
