import type { ExpectedFailure } from '@layerkit/artifact/definition';
import type { ImportedModule } from '@layerkit/artifact/verification';

/** Adds to each failed module the reason why it need not import. */
export const markExpected = (
  results: readonly ImportedModule[],
  expected: readonly ExpectedFailure[] | undefined,
): readonly ImportedModule[] =>
  results.map((result) => {
    const reason = result.imported ? undefined : whyNotNeeded(result.module, expected);
    return reason === undefined ? result : { ...result, expected: reason };
  });

/** Returns the first reason that is given for a module or for a package above it. */
export const whyNotNeeded = (name: string, expected: readonly ExpectedFailure[] = []): string | undefined =>
  expected.find(({ module }) => name === module || name.startsWith(`${module}.`))?.reason;
