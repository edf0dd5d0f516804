import type { RuntimeManagement } from './functions.ts';
import type { WantedFunction } from './wanted-function.ts';

/** A setting that Lambda changes with a request of its own. */
export interface SettingChange {
  readonly field: 'reservedConcurrency' | 'runtimeManagement';
  readonly before: string;
  readonly after: string;
}

/** The current values of these settings. */
export interface SeparateSettings {
  readonly reservedConcurrency: number | null;
  /** Only read if function.json states it. */
  readonly runtimeManagement?: RuntimeManagement | undefined;
}

/** The values that a new function has. */
export const separateDefaults: SeparateSettings = {
  reservedConcurrency: null,
  runtimeManagement: { updateOn: 'Auto' },
};

/** Compares the stated values with the current ones. Returns the settings that differ. */
export const settingChanges = (
  current: SeparateSettings,
  { reservedConcurrency, runtimeManagement }: Pick<WantedFunction, keyof SeparateSettings>,
): readonly SettingChange[] => [
  ...changeOf(
    'reservedConcurrency',
    showConcurrency(current.reservedConcurrency),
    reservedConcurrency === undefined ? undefined : showConcurrency(reservedConcurrency),
  ),
  ...changeOf(
    'runtimeManagement',
    showManagement(current.runtimeManagement),
    runtimeManagement && showManagement(runtimeManagement),
  ),
];

const changeOf = (
  field: SettingChange['field'],
  before: string,
  after: string | undefined,
): readonly SettingChange[] => (after === undefined || before === after ? [] : [{ field, before, after }]);

const showConcurrency = (executions: number | null): string =>
  executions === null ? '' : String(executions);

const showManagement = ({ updateOn, version }: RuntimeManagement = { updateOn: 'Auto' }): string =>
  version === undefined ? updateOn : `${updateOn} ${version}`;
