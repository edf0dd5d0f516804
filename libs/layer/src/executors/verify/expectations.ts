import type { ExpectedFailure, ImportedModule, Verification } from '@layerkit/artifact';
import { whyNotNeeded } from '@layerkit/verification';

/** Whether layer.json still says of each module that was let off that it need not import. */
export const isStillExpected = (
  modules: readonly ImportedModule[],
  expectedFailures: readonly ExpectedFailure[] | undefined,
): boolean =>
  modules.every(
    ({ module, expected }) => expected === undefined || whyNotNeeded(module, expectedFailures) !== undefined,
  );

/** What was expected to fail, and what is expected in vain: a line each. */
export const describeExpectations = (
  { outcome }: Verification,
  expectedFailures: readonly ExpectedFailure[] = [],
): readonly string[] => {
  if (outcome.status === 'not-checked') return [];
  const vain = expectedFailures.filter((rule) =>
    outcome.modules.some(({ module, imported }) => imported && module === rule.module),
  );
  return [
    ...outcome.modules.flatMap(({ module, expected, error = 'did not import' }) =>
      expected === undefined ? [] : [`  need not import: ${module}: ${error} (${expected})`],
    ),
    ...vain.map(
      ({ module }) => `  ${module} imports: verify.expectedFailures in layer.json names it in vain`,
    ),
  ];
};
