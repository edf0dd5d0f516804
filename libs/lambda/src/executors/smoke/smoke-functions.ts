import { LayerkitError } from '@layerkit/failure';
import type { LambdaConnection } from '@layerkit/publishing/aws';
import { formatSmokeCase, smokeFunction, type SmokeReport } from '@layerkit/publishing/smoke';
import { withTemporaryCopy } from '@layerkit/publishing/temporary-function';
import pMap from 'p-map';
import type { ProjectFunction } from '../../project/project-functions.ts';

export interface SmokedFunction {
  readonly name: string;
  /** The folder of its result. */
  readonly outputRoot: string;
  readonly report: SmokeReport;
}

export interface Smoking {
  readonly lambda: LambdaConnection;
  /** Prints the name of each function before its cases. */
  readonly isTable: boolean;
  readonly say: (line: string) => void;
}

/** Few, because each invocation starts an environment, on the local Lambda on this machine. */
const concurrency = 4;

/**
 * Runs the smoke cases of functions, those of one function one after the other. Prints the cases of a function together.
 * @throws LayerkitError as `smokeFunction`
 */
export const smokeFunctions = (
  functions: readonly ProjectFunction[],
  { lambda, isTable, say }: Smoking,
): Promise<readonly SmokedFunction[]> =>
  pMap(
    functions,
    async (one) => {
      const { name, definition, outputRoot, directory } = one;
      const lines: string[] = [];
      const report = await smokeFunction({
        definition,
        invocation: lambda.invocation,
        inCopy: (environment, use) => withTemporaryCopy({ definition, environment, directory, lambda }, use),
        onCase: (smokeCase) => {
          if (isTable) lines.push(...formatSmokeCase(smokeCase));
          else formatSmokeCase(smokeCase).forEach(say);
        },
      });
      if (isTable) [`${name}:`, ...lines.map((line) => `  ${line}`)].forEach(say);
      return { name, outputRoot, report };
    },
    { concurrency },
  );

interface Choice {
  /** Whether the functions were chosen by name. */
  readonly isExplicit: boolean;
  readonly say: (line: string) => void;
}

/**
 * Returns the functions that have smoke cases, and prints which have none.
 * @throws LayerkitError definition/invalid if none has, or one that was chosen by name has none
 */
export const withCases = (
  functions: readonly ProjectFunction[],
  { isExplicit, say }: Choice,
): readonly ProjectFunction[] => {
  const tested = functions.filter(({ definition }) => definition.smoke.length > 0);
  const untested = functions.filter((one) => !tested.includes(one)).map(({ name }) => name);
  if (untested.length === 0) return tested;
  const missing = `function.json has no smoke cases for ${untested.join(', ')}`;
  if (tested.length > 0 && !isExplicit) {
    say(`note: ${missing}`);
    return tested;
  }
  throw new LayerkitError({
    code: 'definition/invalid',
    message: missing,
    hint: 'Add one: "smoke": [{ "name": "answers", "event": {}, "expect": {} }]',
  });
};
