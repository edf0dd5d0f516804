import { machineOf } from '../targets/machine.ts';
import type { Target } from '../targets/target.ts';
import { runtimeFacts } from '../runtimes/runtime-facts.ts';

/**
 * Returns the platform tags that a target accepts, best first: manylinux_2_X for every glibc from the target's own
 * down (PEP 600), each followed by its older name if it has one (PEP 513, 571, 599).
 *
 * `linux_x86_64` and `linux_aarch64` are left out on purpose. The tag does not say which C library the wheel was built
 * for, public package indexes refuse such wheels, and layerkit can't try one on the target.
 */
export const platformTags = (target: Target): readonly string[] => {
  const machine = machineOf(target.architecture);
  const { glibc } = runtimeFacts(target.runtime);
  const oldest = oldestMinor[machine];
  const minors = Array.from({ length: glibc.minor - oldest + 1 }, (_, index) => glibc.minor - index);
  return minors.flatMap((minor) => {
    const older = olderNames.get(minor);
    const names = [
      `manylinux_${String(glibc.major)}_${String(minor)}`,
      ...(older === undefined ? [] : [older]),
    ];
    return names.map((name) => `${name}_${machine}`);
  });
};

/** The first manylinux policy of each processor: manylinux1 for x86_64, manylinux2014 for aarch64. */
const oldestMinor = { x86_64: 5, aarch64: 17 } as const;

const olderNames: ReadonlyMap<number, string> = new Map([
  [17, 'manylinux2014'],
  [12, 'manylinux2010'],
  [5, 'manylinux1'],
]);
