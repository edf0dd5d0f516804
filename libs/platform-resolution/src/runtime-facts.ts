import type { Runtime } from './runtime.ts';

/** A version of the GNU C library. */
export interface Glibc {
  readonly major: number;
  readonly minor: number;
}

/** What AWS says of a runtime. */
export interface RuntimeFacts {
  /** `3.12` */
  readonly pythonVersion: string;
  /** The 12 of 3.12. */
  readonly pythonMinor: number;
  readonly operatingSystem: 'Amazon Linux 2' | 'Amazon Linux 2023';
  /** The newest symbols a binary may ask for. */
  readonly glibc: Glibc;
  /** The day from which AWS no longer maintains the runtime, as YYYY-MM-DD. */
  readonly retirement: string;
}

/**
 * The facts of a runtime: AWS Lambda developer guide, "Lambda runtimes" (operating system, deprecation
 * date); glibc as shipped by the operating system.
 */
export const runtimeFacts = (runtime: Runtime): RuntimeFacts => facts[runtime];

/**
 * A sentence for who still builds for a retired runtime, with the date; undefined while it is maintained.
 * `today` counts in UTC.
 */
export const retirementWarning = (runtime: Runtime, today: Date): string | undefined => {
  const { retirement } = runtimeFacts(runtime);
  if (today.toISOString().slice(0, 10) < retirement) return undefined;
  return (
    `${runtime} was retired by AWS on ${retirement}: it gets no more security updates, ` +
    'and creating and updating functions on it will be or is blocked'
  );
};

const amazonLinux2 = { operatingSystem: 'Amazon Linux 2', glibc: { major: 2, minor: 26 } } as const;
const amazonLinux2023 = { operatingSystem: 'Amazon Linux 2023', glibc: { major: 2, minor: 34 } } as const;

/** For python3.14 AWS's pages give 2029-06-30 and 2030-06-30; the earlier one warns in time either way. */
const facts: Readonly<Record<Runtime, RuntimeFacts>> = {
  'python3.9': { pythonVersion: '3.9', pythonMinor: 9, ...amazonLinux2, retirement: '2025-12-15' },
  'python3.10': { pythonVersion: '3.10', pythonMinor: 10, ...amazonLinux2, retirement: '2026-10-31' },
  'python3.11': { pythonVersion: '3.11', pythonMinor: 11, ...amazonLinux2, retirement: '2027-06-30' },
  'python3.12': { pythonVersion: '3.12', pythonMinor: 12, ...amazonLinux2023, retirement: '2028-10-31' },
  'python3.13': { pythonVersion: '3.13', pythonMinor: 13, ...amazonLinux2023, retirement: '2029-06-30' },
  'python3.14': { pythonVersion: '3.14', pythonMinor: 14, ...amazonLinux2023, retirement: '2029-06-30' },
};
