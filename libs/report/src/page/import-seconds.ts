import type { ImportedModule, Verification } from '@layerkit/artifact/verification';
import type { Report } from '../report.ts';

/** Returns the share of a module in the time of all imports. */
export const ownSecondsOf = ({ ownSeconds, seconds }: ImportedModule): number => ownSeconds ?? seconds;

/**
 * Returns the time of the imports of each package, in seconds: the shares of its modules, which add up to the total.
 * Returns undefined if the modules were not imported.
 */
export const importSecondsOf = (
  verification: Verification | undefined,
  files: Report['files'],
): ReadonlyMap<string, number> | undefined => {
  if (verification === undefined || verification.outcome.status === 'not-checked') return undefined;
  const owners = new Map(files.map((file) => [`/opt/${file.path}`, file.package]));
  const seconds = new Map<string, number>();
  for (const module of verification.outcome.modules) {
    const owner = module.file === undefined ? undefined : owners.get(module.file);
    if (owner !== undefined) seconds.set(owner, (seconds.get(owner) ?? 0) + ownSecondsOf(module));
  }
  return seconds;
};
