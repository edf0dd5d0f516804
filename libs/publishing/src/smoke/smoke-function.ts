import type { FunctionDefinition, SmokeCase } from '@layerkit/artifact/definition';
import { isLayerkitError, LayerkitError, type FailureCode } from '@layerkit/failure';
import type { Invocation } from './invocation.ts';
import { judgeInvocation } from './judge-invocation.ts';
import type { SmokeCaseReport, SmokeReport } from './smoke-report.ts';

export interface SmokeFunctionOptions {
  /** The function and its smoke cases, which run one after the other. */
  readonly definition: FunctionDefinition;
  readonly invocation: Invocation;
  /** Makes a copy of the function with more variables, calls `use` with its name, and removes it. */
  readonly inCopy?: InCopy | undefined;
  readonly onCase?: ((report: SmokeCaseReport) => void) | undefined;
}

/** Cases with an environment of their own need it. */
export type InCopy = (
  environment: NonNullable<SmokeCase['environment']>,
  use: (functionName: string) => Promise<void>,
) => Promise<void>;

/**
 * Invokes a deployed function with each smoke case and checks status, FunctionError, log, response and figures.
 * The report lists the failures; {@link smokeFailure} turns it into an error.
 * @throws LayerkitError definition/invalid (no smoke cases), aws/credentials-missing, aws/unreachable
 */
export const smokeFunction = async (options: SmokeFunctionOptions): Promise<SmokeReport> => {
  const { definition } = options;
  const { functionName, smoke } = definition;
  if (smoke.length === 0) throw nothingToProve(functionName);
  const reports: CaseReports = new Map();
  for (const group of byEnvironment(smoke)) await runGroup(group, reports, options);
  const cases = smoke.flatMap((smokeCase) => reports.get(smokeCase) ?? []);
  return { functionName, passed: cases.every(({ passed }) => passed), cases };
};

type CaseReports = Map<SmokeCase, SmokeCaseReport>;

/** Runs cases in the function, or in a copy of it. A copy that can’t be made fails its cases. */
const runGroup = async (
  cases: CaseGroup,
  reports: CaseReports,
  options: SmokeFunctionOptions,
): Promise<void> => {
  const { definition, inCopy = noCopies } = options;
  const [{ environment }] = cases;
  const add = (smokeCase: SmokeCase, report: SmokeCaseReport): void => {
    const shown = environment === undefined ? report : { ...report, variables: Object.keys(environment) };
    reports.set(smokeCase, shown);
    options.onCase?.(shown);
  };
  const runIn = async (name: string): Promise<void> => {
    for (const smokeCase of cases) add(smokeCase, await runCase(name, smokeCase, options.invocation));
  };
  if (environment === undefined) return runIn(definition.functionName);
  try {
    await inCopy(environment, runIn);
  } catch (error) {
    const left = cases.filter((smokeCase) => !reports.has(smokeCase));
    // an error after the last case is that the copy can’t be removed
    if (left.length === 0 || !isLayerkitError(error) || unreachable.includes(error.code)) throw error;
    for (const smokeCase of left) add(smokeCase, notInvoked(smokeCase, error));
  }
};

const noCopies: InCopy = () => Promise.reject(new Error('smoke needs inCopy for a case with an environment'));

/** No further case can run after these errors. */
const unreachable: readonly FailureCode[] = [
  'aws/credentials-missing',
  'aws/region-missing',
  'aws/unreachable',
];

type CaseGroup = readonly [SmokeCase, ...SmokeCase[]];

/** Groups cases that run in the same function, or in the same copy of it. */
const byEnvironment = (smoke: readonly SmokeCase[]): readonly CaseGroup[] => {
  const groups = new Map<string, [SmokeCase, ...SmokeCase[]]>();
  for (const smokeCase of smoke) {
    const key = JSON.stringify(smokeCase.environment ?? null);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [smokeCase]);
    else group.push(smokeCase);
  }
  return [...groups.values()];
};

/**
 * Returns the error smoke/failed with every problem of the failed reports, or `undefined` if all passed. Names the function
 * of each problem if there are several.
 */
export const smokeFailure = (reports: readonly SmokeReport[]): LayerkitError | undefined => {
  const cases = reports.flatMap((report) =>
    report.cases.map((one) => ({
      ...one,
      name: reports.length > 1 ? `${report.functionName}: ${one.name}` : one.name,
    })),
  );
  const failed = cases.filter((report) => !report.passed);
  if (failed.length === 0) return undefined;
  const names = reports.filter(({ passed }) => !passed).map(({ functionName }) => functionName);
  const hints = failed.flatMap(({ problems }) => problems.flatMap(({ hint }) => hint ?? []));
  const logged = failed.some(({ logLines }) => logLines.length > 0);
  return new LayerkitError({
    code: 'smoke/failed',
    message: `${names.join(', ')}: ${failed.length} of ${cases.length} smoke cases failed`,
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
    return notInvoked(smokeCase, error);
  }
};

const notInvoked = ({ name }: SmokeCase, { message, problems, hint }: LayerkitError): SmokeCaseReport => {
  const whole = [message, ...problems].join('; ');
  const problem = { kind: 'invocation', message: whole, ...(hint === undefined ? {} : { hint }) } as const;
  return { name, passed: false, initReports: [], problems: [problem], notices: [], logLines: [] };
};

const nothingToProve = (functionName: string): LayerkitError =>
  new LayerkitError({
    code: 'definition/invalid',
    message: `function.json of ${functionName} has no smoke cases`,
    hint: 'Add one: "smoke": [{ "name": "answers", "event": {}, "expect": {} }]',
  });
