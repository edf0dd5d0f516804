import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Functions, FunctionState } from '@layerkit/publishing/functions';
import type { LayerVersions } from '@layerkit/publishing/layer-versions';
import type { Invocation } from '@layerkit/publishing/smoke';
import type { TemporaryResources } from '@layerkit/publishing/temporary-function';
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
  /** A function’s code; echo.handle returns its event. */
  readonly zip: Uint8Array;
  /** The same code with other bytes. */
  readonly otherZip: Uint8Array;
}

/** A rule that every implementation must keep, with its test. */
export interface ContractRule {
  readonly rule: string;
  readonly check: (context: ContractContext) => Promise<void>;
}

/** Tests an implementation against the rules of a port. */
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

/** Returns a name that no other test uses, since an implementation may outlive a test. */
export const freshName = (): string => `contract-${process.pid}-${(names += 1)}`;

/** Waits until no change of a function is in progress. */
export const ready = async (functions: Functions, functionName: string): Promise<FunctionState> => {
  for (let looks = 0; looks < 200; looks += 1) {
    const state = await functions.get(functionName);
    if (state !== undefined && state.state !== 'Pending' && state.lastUpdateStatus !== 'InProgress')
      return state;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${functionName} does not become ready`);
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
