import { leftOutPaths, type FunctionManifest } from '@layerkit/artifact/manifest';
import type { FunctionAuditRequest } from '@layerkit/audit';
import type { Target } from '@layerkit/platform-resolution';
import type { WheelNotes } from '@layerkit/wheels/store';
import type { LayerPlan } from '@layerkit/assembly';
import { wheelBinaryNotes } from '../audit-build/wheel-binary-notes.ts';
import { wheelSourceNotes } from '../audit-build/wheel-source-notes.ts';
import { wheelsByPath } from '../audit-build/wheels-by-path.ts';

/** Returns the fields of a function’s manifest about its packages. */
export const describePackages = (plan: LayerPlan): Partial<FunctionManifest> => ({
  beforePruning: plan.beforePruning,
  packages: [...plan.packages],
  ...(plan.provided.length > 0 && { provided: [...plan.provided] }),
  ...(plan.runtimeProvided.length > 0 && { runtimeProvided: [...plan.runtimeProvided] }),
  pruned: plan.pruned.map(({ rule, files }) => ({ rule, files: [...files] })),
  notInstalled: [...plan.notInstalled],
  warnings: [...plan.warnings],
});

/** Returns what the audit has to know of a function’s packages, with the facts that the store knows of their wheels. */
export const auditedPackages = (
  plan: LayerPlan,
  notes: WheelNotes,
  target: Target,
): FunctionAuditRequest['packages'] => {
  const wheelOf = wheelsByPath(plan);
  return {
    dropped: leftOutPaths(plan, 'function'),
    // the lock has only requirements and their dependencies
    requested: new Set(plan.packages.map(({ name }) => name)),
    provided: plan.provided.map(({ name, by, providedVersion }) => ({ name, by, version: providedVersion })),
    knownBinaries: wheelBinaryNotes({ wheelOf, notes, target }),
    knownSources: wheelSourceNotes({ wheelOf, notes }),
  };
};
