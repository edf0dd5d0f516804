import type { Glibc, OperatingSystem } from './operating-systems.ts';
import type { ShippedPackage } from './runtime-record.ts';
import { recordOf, runtimes, type Runtime } from './runtime.ts';

/** The facts about a runtime that most of layerkit needs. */
export interface RuntimeFacts {
  /** `3.12` */
  readonly pythonVersion: string;
  /** The 12 of 3.12. */
  readonly pythonMinor: number;
  /** Whether AWS offers it only as a preview. */
  readonly preview: boolean;
  readonly operatingSystem: OperatingSystem['name'];
  /** The newest symbols that a binary may need. */
  readonly glibc: Glibc;
}

/** Returns the Python and the C library of a runtime, and whether it is a preview. */
export const runtimeFacts = (runtime: Runtime): RuntimeFacts => {
  const { version, preview = false, operatingSystem } = recordOf(runtime);
  return {
    pythonVersion: version,
    pythonMinor: Number(version.slice('3.'.length)),
    preview,
    operatingSystem: operatingSystem.name,
    glibc: operatingSystem.glibc,
  };
};

/** The magic number of the runtime’s bytecode: the first two bytes of a `.pyc`, the low one first. */
export const bytecodeMagic = (runtime: Runtime): number => recordOf(runtime).bytecodeMagic;

/** The packages that a runtime offers to functions, without its own client; undefined if they are unknown. */
export const offeredPackages = (runtime: Runtime): readonly ShippedPackage[] | undefined =>
  recordOf(runtime).ships?.filter(({ part }) => part !== 'client');

/** Whether Lambda can start the runtime from a snapshot. Those runtimes have the package with SnapStart’s hooks. */
export const hasSnapStart = (runtime: Runtime): boolean =>
  recordOf(runtime).ships?.some(({ name }) => name === 'snapshot-restore-py') ?? true;

/** Describes which runtimes have which glibc: `2.26 up to python3.11, 2.34 from python3.12 on`. */
export const glibcByRuntime = (): string => {
  const versions = runtimes.map((runtime) => formatGlibc(runtimeFacts(runtime).glibc));
  return [...new Set(versions)]
    .map((version, index, { length }) => {
      const [first, last] = [versions.indexOf(version), versions.lastIndexOf(version)].map(
        (at) => runtimes[at] ?? '',
      );
      if (index === length - 1) return `${version} from ${first} on`;
      return index === 0 ? `${version} up to ${last}` : `${version} from ${first} to ${last}`;
    })
    .join(', ');
};

const formatGlibc = ({ major, minor }: Glibc): string => `${major}.${minor}`;
