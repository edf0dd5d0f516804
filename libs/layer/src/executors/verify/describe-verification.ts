import type { ImportedModule, Verification } from '@layerkit/artifact';
import { formatTarget } from '@layerkit/platform-resolution';
import { formatTable } from '@layerkit/terminal';

/** What verify found, for a person: where it ran, and each module with version and seconds. */
export const describeVerification = (
  { target, outcome }: Verification,
  { before }: { readonly before: boolean },
): readonly string[] => {
  const name = formatTarget(target);
  if (outcome.status === 'not-checked') return [`${name}: not checked: ${outcome.reason}`];
  const imported = outcome.modules.filter((module) => module.imported).length;
  const where = `${outcome.interpreter}, ${outcome.isolation}`;
  const summary = `${name}: ${outcome.status}: ${imported} of ${outcome.modules.length} modules import (${where})`;
  if (before) return [`${summary}; this very zip was verified before`];
  return [
    summary,
    ...outcome.limitations.map((limit) => `  not the same as Lambda: ${limit}`),
    table(outcome.modules),
  ];
};

const table = (modules: readonly ImportedModule[]): string =>
  formatTable(
    ['module', 'version', 'seconds', 'import'],
    modules.map(({ module, version, seconds, error }) => [
      module,
      version ?? '',
      seconds.toFixed(3),
      error ?? 'ok',
    ]),
  );
