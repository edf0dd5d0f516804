import { machineOf } from '../targets/machine.ts';
import type { Target } from '../targets/target.ts';
import type { Glibc } from '../runtimes/operating-systems.ts';
import { runtimeFacts } from '../runtimes/runtime-facts.ts';
import type { Tag } from '../tags/tag.ts';

/**
 * Explains why none of a wheel's platforms is the target's. The nearest platform counts: first one for this processor
 * and a newer C library, then one for another processor, then one for another system.
 */
export const describePlatforms = (target: Target, tags: readonly Tag[]): string => {
  const platforms = [...new Set(tags.map(({ platform }) => platform))];
  const glibcs = platforms.map(parseManylinux).filter((platform) => platform !== undefined);
  const machine = machineOf(target.architecture);
  const own = runtimeFacts(target.runtime).glibc;
  const [lowest] = glibcs
    .filter((platform) => platform.machine === machine && compareGlibc(platform.glibc, own) > 0)
    .map(({ glibc }) => glibc)
    .sort(compareGlibc);
  if (lowest !== undefined) return tooNew(target, lowest);
  const other = glibcs.find((platform) => platform.machine !== machine);
  if (other !== undefined) return `for another processor (${other.machine}, not ${machine})`;
  return [...new Set(platforms.map((platform) => describe(platform, machine)))].join('; ');
};

const tooNew = (target: Target, needed: Glibc): string => {
  const { glibc, operatingSystem } = runtimeFacts(target.runtime);
  const has = `${target.runtime} on ${operatingSystem} has ${formatGlibc(glibc)}`;
  return `needs glibc ${formatGlibc(needed)}, ${has}`;
};

const compareGlibc = (a: Glibc, b: Glibc): number => a.major - b.major || a.minor - b.minor;

const formatGlibc = ({ major, minor }: Glibc): string => `${String(major)}.${String(minor)}`;

interface Manylinux {
  readonly glibc: Glibc;
  readonly machine: string;
}

const parseManylinux = (platform: string): Manylinux | undefined => {
  const found = /^manylinux(?:1|2010|2014|_([0-9]+)_([0-9]+))_(\w+)$/.exec(platform);
  if (found === null) return undefined;
  // manylinux2014 stands for glibc 2.17, the other legacy tags for older ones (PEP 600, "Legacy manylinux tags")
  const [, major = 2, minor = 17, machine = ''] = found;
  return { glibc: { major: Number(major), minor: Number(minor) }, machine };
};

const describe = (platform: string, machine: string): string => {
  const family = families.find(([start]) => platform.startsWith(start));
  if (family !== undefined) return family[1];
  if (!platform.startsWith('linux_')) return `for the platform “${platform}”`;
  if (platform !== `linux_${machine}`) {
    return `for another processor (${platform.slice('linux_'.length)}, not ${machine})`;
  }
  return `tagged ${platform}, which names no C library (a manylinux tag does; auditwheel can add one)`;
};

const families: readonly (readonly [string, string])[] = [
  ['musllinux_', 'for Linux with musl; Lambda has glibc'],
  ['macosx_', 'for macOS'],
  ['win', 'for Windows'],
  ['ios_', 'for iOS'],
  ['android_', 'for Android'],
  ['emscripten_', 'for WebAssembly'],
  ['pyodide_', 'for WebAssembly'],
  ['wasi', 'for WebAssembly'],
];
