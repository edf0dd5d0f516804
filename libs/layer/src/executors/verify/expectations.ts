import type { ExpectedFailure } from '@layerkit/artifact/definition';
import type { ImportedModule, Verification } from '@layerkit/artifact/verification';
import { whyNotNeeded } from '@layerkit/verification';

/** Whether layer.json still expects the failure of every module that was allowed to fail. */
export const isStillExpected = (
  modules: readonly ImportedModule[],
  expectedFailures: readonly ExpectedFailure[] | undefined,
): boolean =>
  modules.every(
    ({ module, expected }) => expected === undefined || whyNotNeeded(module, expectedFailures) !== undefined,
  );

/** Returns a line for each expected failure, and for each expectation of a module that does import. */
export const describeExpectations = (
  { outcome }: Verification,
  expectedFailures: readonly ExpectedFailure[] = [],
): readonly string[] => {
  if (outcome.status === 'not-checked') return [];
  const needless = expectedFailures.filter((rule) =>
    outcome.modules.some(({ module, imported }) => imported && module === rule.module),
  );
  return [
    ...outcome.modules.flatMap(({ module, expected, error = 'did not import' }) =>
      expected === undefined ? [] : [`  expected failure: ${module}: ${error} (${expected})`],
    ),
    ...needless.map(
      ({ module }) => `  ${module} imports: remove it from verify.expectedFailures in layer.json`,
    ),
  ];
};
