import type { Glibc, OperatingSystem } from './operating-systems.ts';
import type { ShippedPackage } from './runtime-record.ts';
import { recordOf, runtimes, type Runtime } from './runtime.ts';

/** What most of layerkit asks of a runtime. */
export interface RuntimeFacts {
  /** `3.12` */
  readonly pythonVersion: string;
  /** The 12 of 3.12. */
  readonly pythonMinor: number;
  /** Whether AWS offers it as a preview only. */
  readonly preview: boolean;
  readonly operatingSystem: OperatingSystem['name'];
  /** The newest symbols a binary may ask for. */
  readonly glibc: Glibc;
}

/** The Python and the C library of a runtime, and whether it is a preview. */
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

/** The number that a `.pyc` of the runtime’s Python begins with, as two bytes, the low one first. */
export const bytecodeMagic = (runtime: Runtime): number => recordOf(runtime).bytecodeMagic;

/** What a runtime offers to functions, its own client left out. Undefined when it is not known. */
export const offeredPackages = (runtime: Runtime): readonly ShippedPackage[] | undefined =>
  recordOf(runtime).ships?.filter(({ part }) => part !== 'client');

/** Which runtimes have which glibc, in words: `2.26 up to python3.11, 2.34 from python3.12 on`. */
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
