import { findInterpreter } from '../../src/interpreter/find-interpreter.ts';
import type { Interpreter } from '../../src/interpreter/interpreter.ts';
import { chooseIsolation } from '../../src/environment/choose-isolation.ts';
import { isolationKinds, type IsolationKind } from '../../src/isolation/isolation.ts';
import { runtimes, type Runtime } from '@layerkit/platform-resolution';
import { isLayerkitError } from '@layerkit/failure';

/** Finds the newest runtime for which this host has an interpreter. */
export const findTestRuntime = async (): Promise<{ runtime: Runtime; interpreter: Interpreter }> => {
  for (const runtime of runtimes.toReversed()) {
    const interpreter = await findInterpreter(runtime).catch(() => undefined);
    if (interpreter !== undefined) return { runtime, interpreter };
  }
  throw new Error('these tests need a CPython of a Lambda runtime’s version on this host');
};

/**
 * Runs a suite for each kind of isolation. A kind that this host does not allow is skipped, with the reason in
 * its name and on standard error.
 */
export const describeIsolations = async (
  interpreter: Interpreter,
  suite: (kind: IsolationKind) => void,
): Promise<void> => {
  for (const kind of isolationKinds) {
    const reason = await whyNotAvailable(interpreter, kind);
    if (reason === undefined) describe(kind, () => suite(kind));
    else {
      process.stderr.write(`NOT TESTED ON THIS HOST: isolation by ${kind}: ${reason}\n`);
      describe.skip(`${kind} (NOT TESTED ON THIS HOST: ${reason})`, () => suite(kind));
    }
  }
};

const whyNotAvailable = async (
  interpreter: Interpreter,
  kind: IsolationKind,
): Promise<string | undefined> => {
  try {
    await chooseIsolation(interpreter, { wanted: kind });
    return undefined;
  } catch (error) {
    return isLayerkitError(error) ? error.problems.join('; ') : String(error);
  }
};
