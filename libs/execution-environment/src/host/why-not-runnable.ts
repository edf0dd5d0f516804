import type { Architecture, Target } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { hostGlibc } from './host-glibc.ts';

const architectureOf: Readonly<Record<string, Architecture>> = { x64: 'x86_64', arm64: 'arm64' };

/**
 * Returns why this host can’t run a target’s code, as a sentence about the target (“it needs …”); undefined if
 * it can. A Lambda runtime is Linux with glibc on its own processor. layerkit emulates nothing, and an older
 * glibc would fail to load libraries that load on AWS.
 */
export const whyNotRunnable = (target: Target): string | undefined => {
  if (process.platform !== 'linux') return `it needs Linux; this host is ${process.platform}`;
  const own = architectureOf[process.arch];
  if (own !== target.architecture)
    return `it needs an ${target.architecture} processor; this host’s is ${own ?? process.arch}`;
  return whyGlibcIsTooOld(target);
};

const whyGlibcIsTooOld = (target: Target): string | undefined => {
  const found = hostGlibc();
  if (found === undefined) return `it needs glibc; this host has another C library`;
  const needed = runtimeFacts(target.runtime).glibc;
  const [major = 0, minor = 0] = found.split('.').map(Number);
  if (major > needed.major || (major === needed.major && minor >= needed.minor)) return undefined;
  return `it needs glibc ${needed.major}.${needed.minor}; this host has the older glibc ${found}`;
};
