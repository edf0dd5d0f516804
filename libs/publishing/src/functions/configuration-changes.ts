import type { FunctionConfiguration, ReportedConfiguration } from './functions.ts';
import type { WantedFunction } from './wanted-function.ts';

/** One field that will change. For the environment, only variable names: the values may be secrets. */
export type ConfigurationChange =
  | {
      readonly field: Exclude<keyof FunctionConfiguration, 'environment'>;
      readonly before: string;
      readonly after: string;
    }
  | {
      readonly field: 'environment';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly changed: readonly string[];
    };

type Plain = Exclude<keyof FunctionConfiguration, 'environment'>;

const plainFields: readonly Plain[] = [
  'runtime',
  'handler',
  'role',
  'description',
  'memoryMb',
  'timeoutSeconds',
  'logFormat',
  'layers',
];

/** Compares the current configuration with the wanted one. Returns the fields that differ. */
export const configurationChanges = (
  current: ReportedConfiguration,
  wanted: WantedFunction['configuration'],
): readonly ConfigurationChange[] => [
  ...plainFields.flatMap((field) => plainChange(field, current, wanted)),
  ...environmentChange(current.environment, wanted.environment),
];

/** Returns the wanted values of the fields that change, for the request. */
export const changedValues = (
  changes: readonly ConfigurationChange[],
  wanted: WantedFunction['configuration'],
): Partial<FunctionConfiguration> => {
  const fields = new Set(changes.map(({ field }) => field));
  const { role, ...rest } = wanted;
  return {
    ...(fields.has('runtime') ? { runtime: rest.runtime } : {}),
    ...(fields.has('handler') ? { handler: rest.handler } : {}),
    ...(fields.has('role') && role !== undefined ? { role } : {}),
    ...(fields.has('description') ? { description: rest.description } : {}),
    ...(fields.has('memoryMb') ? { memoryMb: rest.memoryMb } : {}),
    ...(fields.has('timeoutSeconds') ? { timeoutSeconds: rest.timeoutSeconds } : {}),
    ...(fields.has('environment') ? { environment: rest.environment } : {}),
    ...(fields.has('logFormat') ? { logFormat: rest.logFormat } : {}),
    ...(fields.has('layers') ? { layers: rest.layers } : {}),
  };
};

const plainChange = (
  field: Plain,
  current: ReportedConfiguration,
  wanted: WantedFunction['configuration'],
): readonly ConfigurationChange[] => {
  const after = wanted[field];
  if (after === undefined) return [];
  const [was, willBe] = [show(current[field]), show(after)];
  return was === willBe ? [] : [{ field, before: was, after: willBe }];
};

const show = (value: string | number | readonly string[]): string =>
  typeof value === 'object' ? value.join(' ') : String(value);

const environmentChange = (
  current: Readonly<Record<string, string>> | undefined,
  wanted: Readonly<Record<string, string>>,
): readonly ConfigurationChange[] => {
  const before = new Map(Object.entries(current ?? {}));
  const after = new Map(Object.entries(wanted));
  const names = [...after.keys()].sort();
  const added = names.filter((name) => !before.has(name));
  const changed = names.filter((name) => before.has(name) && before.get(name) !== after.get(name));
  const removed = [...before.keys()].filter((name) => !after.has(name)).sort();
  // an environment that AWS can't decrypt is sent again, because it may be wrong
  const same = current !== undefined && added.length + changed.length + removed.length === 0;
  return same ? [] : [{ field: 'environment', added, removed, changed }];
};
