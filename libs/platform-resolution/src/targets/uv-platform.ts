import { runtimeFacts } from '../runtimes/runtime-facts.ts';
import { machineOf } from './machine.ts';
import type { Target } from './target.ts';

/**
 * Returns the value of uv's `--python-platform` that needs nothing newer than the target has: `x86_64-manylinux_2_34`.
 * uv knows manylinux_2_17, 2_28 and 2_31 upwards. The result is the highest that is not above the target's glibc, so
 * glibc 2.26 gives 2_17 (uv's own `linux` means 2_28, too new for Amazon Linux 2).
 */
export const uvPlatform = (target: Target): string => {
  const { glibc } = runtimeFacts(target.runtime);
  return platform(target, knownMinors.findLast((known) => known <= glibc.minor) ?? oldestMinor);
};

/**
 * Returns the value of `--python-platform` that excludes no wheel for the target: the lowest that is not below its
 * glibc, so 2.26 gives 2_28. If it is above the target's glibc, some wheels that it allows may need a newer C library.
 */
export const coveringUvPlatform = (target: Target): string => {
  const { glibc } = runtimeFacts(target.runtime);
  return platform(target, knownMinors.find((known) => known >= glibc.minor) ?? newestMinor);
};

const platform = ({ runtime, architecture }: Target, minor: number): string =>
  `${machineOf(architecture)}-manylinux_${String(runtimeFacts(runtime).glibc.major)}_${String(minor)}`;

const oldestMinor = 17;
const newestMinor = 40;
const knownMinors = [oldestMinor, 28, 31, 32, 33, 34, 35, 36, 37, 38, 39, newestMinor];
