import type {
  FunctionConfiguration,
  ReportedConfiguration,
  StatedConfiguration,
} from './function-configuration.ts';
import { showValue } from './show-value.ts';

type Field = keyof FunctionConfiguration;
type Plain = Exclude<Field, 'environment'>;

/** One field that will change. For the environment, only variable names: the values may be secrets. */
export type ConfigurationChange =
  | { readonly field: Plain; readonly before: string; readonly after: string }
  | {
      readonly field: 'environment';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly changed: readonly string[];
    };

const plainFields: readonly Plain[] = [
  'runtime',
  'handler',
  'role',
  'description',
  'memoryMb',
  'timeoutSeconds',
  'logFormat',
  'applicationLogLevel',
  'systemLogLevel',
  'logGroup',
  'tracing',
  'ephemeralStorageMb',
  'vpc',
  'fileSystems',
  'snapStart',
  'kmsKey',
  'deadLetter',
  'layers',
];

/** Compares the current configuration with the stated one. Returns the stated fields that differ. */
export const configurationChanges = (
  current: ReportedConfiguration,
  stated: StatedConfiguration,
): readonly ConfigurationChange[] => [
  ...plainFields.flatMap((field) => plainChange(field, current[field], stated[field])),
  ...environmentChange(current.environment, stated.environment),
];

/** Returns the stated values as changes from nothing, for the plan of a creation. */
export const initialValues = (stated: StatedConfiguration): readonly ConfigurationChange[] => [
  ...plainFields.flatMap((field) => plainChange(field, '', stated[field])),
  ...environmentChange({}, stated.environment),
];

/** Returns the stated values of the fields that change, for the request. */
export const changedValues = (
  changes: readonly ConfigurationChange[],
  stated: StatedConfiguration,
): StatedConfiguration => {
  const fields = new Set<string>(changes.map(({ field }) => field));
  return {
    ...nothing,
    ...Object.fromEntries(Object.entries(stated).filter(([field]) => fields.has(field))),
  };
};

const nothing: StatedConfiguration = {};

const plainChange = (
  field: Plain,
  before: ReportedConfiguration[Plain],
  after: FunctionConfiguration[Plain] | undefined,
): readonly ConfigurationChange[] => {
  if (after === undefined) return [];
  const [was, willBe] = [showValue(before), showValue(after)];
  return was === willBe ? [] : [{ field, before: was, after: willBe }];
};

/** The stated variables are all that the function will have: Lambda replaces them as a whole. */
const environmentChange = (
  current: ReportedConfiguration['environment'],
  stated: StatedConfiguration['environment'],
): readonly ConfigurationChange[] => {
  if (stated === undefined) return [];
  const before = new Map(Object.entries(current ?? {}));
  const after = new Map(Object.entries(stated));
  const names = [...after.keys()].sort();
  const added = names.filter((name) => !before.has(name));
  const changed = names.filter((name) => before.has(name) && before.get(name) !== after.get(name));
  const removed = [...before.keys()].filter((name) => !after.has(name)).sort();
  // an environment that AWS can't decrypt is sent again, because it may be wrong
  const same = current !== undefined && added.length + changed.length + removed.length === 0;
  return same ? [] : [{ field: 'environment', added, removed, changed }];
};
