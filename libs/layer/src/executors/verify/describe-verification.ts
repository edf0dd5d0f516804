import type { ImportedModule, Verification, VerificationPlace } from '@layerkit/artifact/verification';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatBytes, formatMilliseconds, formatTable, plainPalette, type Palette } from '@layerkit/terminal';
import type { FailureCause } from '@layerkit/verification';
import { describeExcused } from './describe-failures.ts';
import { describeNeeds } from './describe-needs.ts';

export interface VerificationRun {
  /** The result is from an earlier run. */
  readonly before: boolean;
  /** This run imports submodules too. */
  readonly submodules: boolean;
  /** The causes of the imports that failed. */
  readonly causes: readonly FailureCause[];
  readonly palette?: Palette;
}

/**
 * Returns lines about a verification: how many modules import, where it ran, and the slowest modules. All
 * modules are in verification.json. The error of verify names the failures.
 */
export const describeVerification = (
  { target, outcome }: Verification,
  { before, submodules, causes, palette = plainPalette }: VerificationRun,
): readonly string[] => {
  const name = formatTarget(target);
  if (outcome.status === 'not-checked') return [`${name}: ${palette.note('not checked')}: ${outcome.reason}`];
  const { status, scope, where, modules } = outcome;
  const imported = modules.filter((module) => module.imported).length;
  const verdict = palette[status === 'passed' ? 'good' : 'error'](status);
  const summary = `${name}: ${verdict}: ${imported} of ${modules.length} modules import`;
  const excused = [
    ...describeNeeds(modules),
    ...describeExcused(causes, { passed: status === 'passed', listed: submodules }),
  ];
  if (before) return [`${summary} (${describePlace(where)}); the same zip was verified before`, ...excused];
  return [
    `${summary} in ${costsOf(modules, scope).join(' and ')} (${describePlace(where)})`,
    ...(where.limitations.length === 0 ? [] : [`  differs from Lambda: ${where.limitations.join('; ')}`]),
    ...describeLayers(where),
    ...describeLimits(where),
    ...describeOutside(modules),
    ...describeSlowest(modules),
    ...excused,
  ];
};

/** Returns a table of all targets. A single target needs none, because its lines are already printed. */
export const describeVerifications = (verifications: readonly Verification[]): readonly string[] =>
  verifications.length < 2
    ? []
    : formatTable(['target', 'result', 'imported', 'time', 'memory'], verifications.map(rowOf), [2, 3, 4]);

const rowOf = ({ target, outcome }: Verification): readonly string[] => {
  if (outcome.status === 'not-checked') return [formatTarget(target), 'not checked', '', '', ''];
  const { status, scope, modules } = outcome;
  const imported = modules.filter((module) => module.imported).length;
  const [time, memory = ''] = costsOf(modules, scope);
  return [formatTarget(target), status, `${imported} of ${modules.length}`, time, memory];
};

const describePlace = (where: VerificationPlace): string =>
  where.on === 'local'
    ? `${where.interpreter}, ${where.isolation}`
    : `${where.interpreter}, a function in ${where.region} at ${where.endpoint}`;

const describeLayers = (where: VerificationPlace): readonly string[] =>
  where.on !== 'local' || where.layers === undefined
    ? []
    : [`  imported together with ${where.layers.join(', ')}`];

const describeLimits = (where: VerificationPlace): readonly string[] => {
  if (where.on !== 'local' || where.limits === undefined) return [];
  const { memoryMb, tmpMb, processes, openFiles } = where.limits;
  return [
    `  limits: ${memoryMb} MB of memory, ${tmpMb} MB in /tmp, ${processes} processes and threads, ${openFiles} open files`,
  ];
};

/**
 * Returns the total time of the imports and, for top-level modules, the total memory. Submodules don’t share
 * one interpreter, so their memory does not add up.
 */
const costsOf = (
  modules: readonly ImportedModule[],
  scope: 'top-level' | 'submodules',
): readonly [time: string, memory?: string] => {
  const seconds = modules.reduce((sum, module) => sum + ownSecondsOf(module), 0);
  const bytes = modules.reduce((sum, { ownMemoryBytes = 0 }) => sum + ownMemoryBytes, 0);
  const time = formatMilliseconds(seconds * 1000);
  return scope === 'top-level' && bytes > 0 ? [time, formatBytes(bytes)] : [time];
};

const describeOutside = (modules: readonly ImportedModule[]): readonly string[] => {
  const names = [...new Set(modules.flatMap(({ outside = [] }) => outside))].sort();
  return names.length === 0 ? [] : [`  imported, but in neither the layer nor Python: ${names.join(', ')}`];
};

const mostSlow = 5;

/** Ranks modules by their own shares, which add up to the time of a cold start. */
const describeSlowest = (modules: readonly ImportedModule[]): readonly string[] => {
  const slowest = modules
    .filter((module) => module.imported)
    .sort((one, other) => ownSecondsOf(other) - ownSecondsOf(one))
    .slice(0, mostSlow);
  return slowest.length < 2 ? [] : [`  slowest: ${slowest.map(describeCost).join(', ')}`];
};

const describeCost = (module: ImportedModule): string => {
  const time = formatMilliseconds(ownSecondsOf(module) * 1000);
  const { ownMemoryBytes } = module;
  return `${module.module} ${time}${ownMemoryBytes === undefined ? '' : ` and ${formatBytes(ownMemoryBytes)}`}`;
};

const ownSecondsOf = ({ ownSeconds, seconds }: ImportedModule): number => ownSeconds ?? seconds;
