import { runtimeFacts } from '../runtimes/runtime-facts.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import type { Target } from '../targets/target.ts';
import { platformTags } from './platform-tags.ts';
import type { Tag } from './tag.ts';

/**
 * Returns every tag that a wheel for the target may have, best first: those that pip would accept on that system,
 * except `linux_*` (see platformTags). The order is that of `packaging.tags`: own ABI, abi3, none, abi3 of older
 * Pythons down to 3.2, then pure Python for a platform, then for any (PEP 425, 384, 600).
 */
export const compatibilityTags = (target: Target): readonly Tag[] => {
  const { pythonMinor } = runtimeFacts(target.runtime);
  const platforms = platformTags(target);
  const own = interpreterTag(target.runtime);
  const pure = pureInterpreters(pythonMinor);
  return [
    ...forEach(own, own, platforms),
    ...forEach(own, 'abi3', platforms),
    ...forEach(own, 'none', platforms),
    ...descending(pythonMinor - 1, 2).flatMap((minor) => forEach(`cp3${String(minor)}`, 'abi3', platforms)),
    ...pure.flatMap((interpreter) => forEach(interpreter, 'none', platforms)),
    ...[own, ...pure].flatMap((interpreter) => forEach(interpreter, 'none', ['any'])),
  ];
};

/** `cp312` for python3.12. */
const interpreterTag = (runtime: Runtime): string => `cp3${String(runtimeFacts(runtime).pythonMinor)}`;

const forEach = (interpreter: string, abi: string, platforms: readonly string[]): readonly Tag[] =>
  platforms.map((platform) => ({ interpreter, abi, platform }));

const pureInterpreters = (pythonMinor: number): readonly string[] => [
  `py3${String(pythonMinor)}`,
  'py3',
  ...descending(pythonMinor - 1, 0).map((minor) => `py3${String(minor)}`),
];

const descending = (from: number, to: number): readonly number[] =>
  Array.from({ length: from - to + 1 }, (_, index) => from - index);
