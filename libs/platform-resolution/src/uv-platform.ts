import { machineOf } from './machine.ts';
import type { Target } from './runtime.ts';
import { runtimeFacts } from './runtime-facts.ts';

/**
 * The value of uv's `--python-platform` that promises nothing the target lacks: `x86_64-manylinux_2_34`.
 * uv knows manylinux_2_17, 2_28 and 2_31 upwards; the highest that is not above the target's glibc is
 * taken, so glibc 2.26 gives 2_17 (uv's own `linux` means 2_28, too new for Amazon Linux 2).
 */
export const uvPlatform = (target: Target): string => {
  const { glibc } = runtimeFacts(target.runtime);
  const minor = knownMinors.findLast((known) => known <= glibc.minor) ?? oldestMinor;
  return `${machineOf(target.architecture)}-manylinux_${String(glibc.major)}_${String(minor)}`;
};

const oldestMinor = 17;
const knownMinors = [oldestMinor, 28, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40];
