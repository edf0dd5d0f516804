import type { FunctionDefinition, SmokeCase } from '@layerkit/artifact/definition';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import type { Invocation } from './invocation.ts';
import { judgeInvocation } from './judge-invocation.ts';
import type { SmokeCaseReport, SmokeReport } from './smoke-report.ts';

export interface SmokeFunctionOptions {
  /** The function and its smoke cases, which run one after the other. */
  readonly definition: FunctionDefinition;
  readonly invocation: Invocation;
  readonly onCase?: ((report: SmokeCaseReport) => void) | undefined;
}

/**
 * Invokes a deployed function with each smoke case and checks status, FunctionError, log, response and figures.
 * The report lists the failures; {@link smokeFailure} turns it into an error.
 * @throws LayerkitError definition/invalid (no smoke cases), aws/credentials-missing, aws/unreachable
 */
export const smokeFunction = async (options: SmokeFunctionOptions): Promise<SmokeReport> => {
  const { definition, invocation, onCase } = options;
  const { functionName, smoke } = definition;
  if (smoke.length === 0) throw nothingToProve(functionName);
  const cases: SmokeCaseReport[] = [];
  for (const smokeCase of smoke) {
    const report = await runCase(functionName, smokeCase, invocation);
    onCase?.(report);
    cases.push(report);
  }
  return { functionName, passed: cases.every(({ passed }) => passed), cases };
};

/** Returns the error smoke/failed with every problem of a failed report, or `undefined` if it passed. */
export const smokeFailure = ({ functionName, passed, cases }: SmokeReport): LayerkitError | undefined => {
  if (passed) return undefined;
  const failed = cases.filter((report) => !report.passed);
  const hints = failed.flatMap(({ problems }) => problems.flatMap(({ hint }) => hint ?? []));
  const logged = failed.some(({ logLines }) => logLines.length > 0);
  return new LayerkitError({
    code: 'smoke/failed',
    message: `${functionName}: ${failed.length} of ${cases.length} smoke cases failed`,
    problems: failed.flatMap(({ name, problems }) => problems.map(({ message }) => `${name}: ${message}`)),
    hint:
      [...new Set(hints)].join(' ') ||
      (logged ? 'Read the log lines above.' : 'Read the function’s log on AWS.'),
  });
};

const runCase = async (
  functionName: string,
  smokeCase: SmokeCase,
  invocation: Invocation,
): Promise<SmokeCaseReport> => {
  try {
    return judgeInvocation(smokeCase, await invocation.invoke(functionName, smokeCase.event));
  } catch (error) {
    // a refused invocation fails only this case; if AWS can't be reached, no case can run
    if (!isLayerkitError(error) || !['aws/refused', 'aws/not-supported'].includes(error.code)) throw error;
    const hint = error.hint === undefined ? {} : { hint: error.hint };
    const problem = { kind: 'invocation', message: error.message, ...hint } as const;
    const { name } = smokeCase;
    return { name, passed: false, initReports: [], problems: [problem], notices: [], logLines: [] };
  }
};

const nothingToProve = (functionName: string): LayerkitError =>
  new LayerkitError({
    code: 'definition/invalid',
    message: `function.json of ${functionName} has no smoke cases`,
    hint: 'Add one: "smoke": [{ "name": "answers", "event": {}, "expect": {} }]',
  });
