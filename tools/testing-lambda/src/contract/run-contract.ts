import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  Functions,
  FunctionState,
  Invocation,
  LayerVersions,
  TemporaryResources,
} from '@layerkit/publishing';
import { echoFiles, openWorkshop, writeZip } from '@layerkit/testing-artifacts';

/** An implementation of the ports, opened for a contract. */
interface LambdaUnderTest {
  readonly layers: LayerVersions;
  readonly functions: Functions;
  readonly invocation: Invocation;
  readonly temporary: TemporaryResources;
  readonly close: () => Promise<void>;
}

export type OpenLambda = () => Promise<LambdaUnderTest>;

export interface ContractContext extends LambdaUnderTest {
  /** A function’s code: echo.handle answers with its event. */
  readonly zip: Uint8Array;
  /** The same with other bytes. */
  readonly otherZip: Uint8Array;
}

/** One rule every implementation has to keep, and the way to see it. */
export interface ContractRule {
  readonly rule: string;
  readonly check: (context: ContractContext) => Promise<void>;
}

/** Holds an implementation against the rules of a port. */
export const runContract = (title: string, open: OpenLambda, rules: readonly ContractRule[]): void => {
  describe(title, () => {
    let opened: { readonly context: ContractContext; readonly close: () => Promise<void> };

    beforeAll(async () => {
      opened = await openContext(open);
    });
    afterAll(() => opened.close());

    it.each(rules)('$rule', ({ check }) => check(opened.context));
  });
};

let names = 0;

/** A name no other test uses, since an implementation may outlive a test. */
export const freshName = (): string => `contract-${process.pid}-${(names += 1)}`;

/** Looks until no change is under way any more. */
export const ready = async (functions: Functions, functionName: string): Promise<FunctionState> => {
  for (let looks = 0; looks < 200; looks += 1) {
    const state = await functions.get(functionName);
    if (state !== undefined && state.state !== 'Pending' && state.lastUpdateStatus !== 'InProgress')
      return state;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${functionName} does not get ready`);
};

const openContext = async (open: OpenLambda) => {
  const [lambda, workshop] = await Promise.all([open(), openWorkshop()]);
  const zipOf = async (name: string, files: Readonly<Record<string, string>>) => {
    const path = join(workshop.root, name);
    await writeZip(path, files);
    return readFile(path);
  };
  const zip = await zipOf('echo.zip', echoFiles);
  const otherZip = await zipOf('other.zip', { ...echoFiles, 'other.py': '' });
  const close = async () => {
    await lambda.close();
    await workshop.close();
  };
  return { context: { ...lambda, zip, otherZip }, close };
};
