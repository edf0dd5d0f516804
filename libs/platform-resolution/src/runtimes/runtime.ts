import { pythonRuntimes } from './python.ts';
import type { RuntimeRecord } from './runtime-record.ts';

/** A Lambda runtime that layerkit builds for. */
export type Runtime = keyof typeof pythonRuntimes;

const namesOf = <Name extends string>(records: Readonly<Record<Name, RuntimeRecord>>): readonly Name[] => {
  const names: Name[] = [];
  for (const name in records) names.push(name);
  return names;
};

/** The Lambda runtimes that layerkit builds for, the oldest first. */
export const runtimes: readonly Runtime[] = namesOf(pythonRuntimes);

/** Returns the record of a runtime. Private to this library, which exports single facts. */
export const recordOf = (runtime: Runtime): RuntimeRecord => pythonRuntimes[runtime];
