import type { Target } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';

/**
 * Says that this host’s C library stands for an older one of the target. Files that need its newer symbols are
 * found by an audit, but code can also look symbols up at run time.
 */
export const newerLibraries = ({ runtime }: Target): readonly string[] => {
  const found = hostGlibc();
  const { major, minor } = runtimeFacts(runtime).glibc;
  if (found === undefined || found === `${major}.${minor}`) return [];
  return [
    `glibc is ${found} here and ${major}.${minor} on AWS: code that looks up newer functions at run time works only here`,
  ];
};

let cached: { readonly version: string | undefined } | undefined;

/** Returns the version of this host’s glibc, such as `2.36`; undefined if it has another C library. */
export const hostGlibc = (): string | undefined => {
  cached ??= { version: readGlibc() };
  return cached.version;
};

const readGlibc = (): string | undefined => {
  // Otherwise the report resolves the peer's name of each connection. Node's types lack the property.
  Object.assign(process.report, { excludeNetwork: true });
  const report: unknown = process.report.getReport();
  if (typeof report !== 'object' || report === null || !('header' in report)) return undefined;
  const { header } = report;
  if (typeof header !== 'object' || header === null || !('glibcVersionRuntime' in header)) return undefined;
  return typeof header.glibcVersionRuntime === 'string' ? header.glibcVersionRuntime : undefined;
};
