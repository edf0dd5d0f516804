import { formatCount } from '@layerkit/terminal';
import type { FailureCause } from '@layerkit/verification';

/** More would not fit on a screen; verification.json has all of them. */
const mostCauses = 8;
const mostNamed = 3;

/** Returns a line for each cause that fails the layer. Imports that pruning broke come first. */
export const describeDecisive = (causes: readonly FailureCause[]): readonly string[] => {
  const decisive = causes.filter((cause) => cause.decisive);
  return shortened(decisive.map(describeBreak), decisive);
};

/**
 * Returns the entries for verify.expectedFailures in layer.json that would allow the failures of top-level modules.
 * Those that pruning broke have a better way out.
 */
export const describeAllowing = (causes: readonly FailureCause[]): readonly string[] => {
  const failures = causes
    .filter(({ decisive, missed }) => decisive && missed === undefined)
    .flatMap(({ modules, error }) => modules.map((module) => ({ module, reason: error })));
  if (failures.length === 0 || failures.length > mostAllowed) return [];
  return [
    '  if the function does not use these modules, add them to verify.expectedFailures in layer.json:',
    ...failures.map((failure) => `    ${JSON.stringify(failure)},`),
  ];
};

/** A layer with more failures has another defect. */
const mostAllowed = 40;

/**
 * Returns lines about the submodules that do not import and do not fail the layer. Some never import, because
 * they need an extra or another system.
 */
export const describeExcused = (
  causes: readonly FailureCause[],
  { passed, listed }: { readonly passed: boolean; readonly listed: boolean },
): readonly string[] => {
  const excused = causes.filter(({ decisive }) => !decisive);
  if (excused.length === 0) return [];
  const count = modulesIn(excused);
  const [verb, which] = count === 1 ? ['does', 'it'] : ['do', 'them'];
  if (!passed)
    return [
      `  ${formatCount(count, 'other submodule')} ${verb} not import either, which alone would not fail`,
    ];
  const excuse = `  ${formatCount(count, 'submodule')} ${verb} not import; no top-level module needs ${which}, so the layer passes`;
  if (!listed) return [`${excuse}; --submodules lists ${which}`];
  const lines = shortened(excused.map(describeCause), excused).map((line) => `    ${line}`);
  return [`${excuse}:`, ...lines];
};

const shortened = (lines: readonly string[], causes: readonly FailureCause[]): readonly string[] => {
  if (lines.length <= mostCauses) return lines;
  const rest = causes.slice(mostCauses);
  const modules = formatCount(modulesIn(rest), 'module');
  return [
    ...lines.slice(0, mostCauses),
    `and ${modules} for ${rest.length} more reasons; see verification.json next to layer.zip`,
  ];
};

const modulesIn = (causes: readonly FailureCause[]): number =>
  causes.reduce((sum, { modules, below }) => sum + modules.length + below, 0);

const describeBreak = (cause: FailureCause): string =>
  cause.missed === undefined
    ? describeCause(cause)
    : `${cause.missed.module} was pruned (${cause.missed.rule}) and is imported by ${describeModules(cause)}`;

const describeCause = (cause: FailureCause): string => `${describeModules(cause)}: ${cause.error}`;

/** Returns the first names, and the number of the others. */
export const nameSome = (modules: readonly string[]): string => {
  const rest = modules.length - mostNamed;
  return modules.slice(0, mostNamed).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
};

const describeModules = ({ modules, below }: FailureCause): string => {
  const named = nameSome(modules);
  const package_ = modules.length === 1 ? 'it' : 'them';
  return below === 0 ? named : `${named}, with ${formatCount(below, 'module')} below ${package_}`;
};
