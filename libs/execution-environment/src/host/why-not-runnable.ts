import { runtimeFacts, type Architecture, type Target } from '@layerkit/platform-resolution';

const architectureOf: Readonly<Record<string, Architecture>> = { x64: 'x86_64', arm64: 'arm64' };

/**
 * Why this host can’t run a target’s code, said of the target as “it”; undefined where it can. A Lambda
 * runtime is Linux with glibc on its own processor: nothing is emulated, and an older glibc would fail
 * libraries that load on AWS.
 */
export const whyNotRunnable = (target: Target): string | undefined => {
  if (process.platform !== 'linux') return `it needs Linux; this host is ${process.platform}`;
  const own = architectureOf[process.arch];
  if (own !== target.architecture)
    return `it needs a processor of type ${target.architecture}; this host’s is ${own ?? process.arch}`;
  return whyGlibcIsTooOld(target);
};

const whyGlibcIsTooOld = (target: Target): string | undefined => {
  const found = hostGlibc();
  if (found === undefined) return `it needs glibc; this host has another C library`;
  const needed = runtimeFacts(target.runtime).glibc;
  const [major = 0, minor = 0] = found.split('.').map(Number);
  if (major > needed.major || (major === needed.major && minor >= needed.minor)) return undefined;
  return `it has glibc ${needed.major}.${needed.minor}; this host’s is older: ${found}`;
};

let cached: { readonly version: string | undefined } | undefined;

const hostGlibc = (): string | undefined => {
  cached ??= { version: readGlibc() };
  return cached.version;
};

const readGlibc = (): string | undefined => {
  // else the report looks up the name of each connection's peer; Node's types don't know the property yet
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  if (typeof report !== 'object' || report === null || !('header' in report)) return undefined;
  const { header } = report;
  if (typeof header !== 'object' || header === null || !('glibcVersionRuntime' in header)) return undefined;
  return typeof header.glibcVersionRuntime === 'string' ? header.glibcVersionRuntime : undefined;
};
