import type { ExpectedFailure, ImportedModule } from '@layerkit/artifact';

/** Notes beside each module that failed why it need not import. */
export const tellExpected = (
  results: readonly ImportedModule[],
  expected: readonly ExpectedFailure[] | undefined,
): readonly ImportedModule[] =>
  results.map((result) => {
    const reason = result.imported ? undefined : whyNotNeeded(result.module, expected);
    return reason === undefined ? result : { ...result, expected: reason };
  });

/** The first reason whose module it is, or is below. */
export const whyNotNeeded = (name: string, expected: readonly ExpectedFailure[] = []): string | undefined =>
  expected.find(({ module }) => name === module || name.startsWith(`${module}.`))?.reason;
