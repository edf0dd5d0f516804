import type { LayerArtifact } from '@layerkit/artifact';
import type { Functions } from '../functions/functions.ts';
import { patiently } from '../functions/patiently.ts';
import { defaultPatience, settledState, type Patience } from '../functions/settled-state.ts';
import { checkArrived } from '../layer-versions/apply-publication.ts';
import type { LayerVersions } from '../layer-versions/layer-versions.ts';
import { readBuiltZip } from '../zip/read-built-zip.ts';
import { removeLeftOver } from './find-left-overs.ts';
import { formatLease } from './lease.ts';
import type { TemporaryFunctionPlan } from './plan-temporary-function.ts';
import { notCreated } from './not-created.ts';
import { removeTemporary } from './remove-temporary.ts';
import { thisProcess } from './running-process.ts';
import type { TemporaryResources } from './temporary-resources.ts';

export interface TemporaryFunctionOptions {
  readonly plan: TemporaryFunctionPlan;
  /** The layer to attach. */
  readonly artifact: LayerArtifact;
  /** The function’s code. */
  readonly code: { readonly zip: Uint8Array; readonly handler: string };
  /** ARN of the function’s execution role. */
  readonly role: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** Seconds after which another run may delete the function as a leftover. */
  readonly leaseSeconds: number;
  readonly lambda: {
    readonly layers: LayerVersions;
    readonly functions: Functions;
    readonly temporary: TemporaryResources;
  };
  /** Aborts the run. Everything is still removed. */
  readonly signal?: AbortSignal | undefined;
  readonly patience?: Patience | undefined;
}

/**
 * Publishes the layer under the plan’s name, creates a function of the same name with the layer attached, calls
 * `use` with that name, and always removes both.
 * @throws LayerkitError artifact/missing, artifact/invalid, aws/*, deploy/update-failed; any error of `use`; the
 * signal’s reason
 */
export const withTemporaryFunction = async <T>(
  options: TemporaryFunctionOptions,
  use: (functionName: string) => Promise<T>,
): Promise<T> => {
  const { plan, lambda, signal } = options;
  for (const leftOver of plan.leftOvers) await removeLeftOver(lambda.temporary, leftOver);
  let failure: unknown;
  try {
    await createFunction(options, await publishTemporarily(options));
    return await unlessAborted(signal, () => use(plan.name));
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    await removeTemporary(plan.name, lambda, failure);
  }
};

/**
 * Publishes the layer and returns its ARN. Never abandons a request in progress, because its layer version would
 * appear after the removal.
 */
const publishTemporarily = async (options: TemporaryFunctionOptions): Promise<string> => {
  const { plan, artifact, lambda, signal } = options;
  const { target, zip } = artifact.manifest;
  const bytes = await readBuiltZip({ zipPath: artifact.zipPath, sha256: zip.sha256 });
  signal?.throwIfAborted();
  const published = await lambda.layers.publish({
    layerName: plan.name,
    description: await lease(options),
    runtimes: [target.runtime],
    architectures: [target.architecture],
    zip: bytes,
  });
  checkArrived(zip.sha256, published);
  return published.arn;
};

const createFunction = async (options: TemporaryFunctionOptions, layerArn: string): Promise<void> => {
  const { plan, artifact, code, role, lambda, signal, patience = defaultPatience } = options;
  const { runtime, architecture } = artifact.manifest.target;
  const request = {
    functionName: plan.name,
    architecture,
    configuration: {
      runtime,
      handler: code.handler,
      role,
      description: await lease(options),
      memoryMb: options.memoryMb,
      timeoutSeconds: options.timeoutSeconds,
      environment: {},
      logFormat: 'Text',
      layers: [layerArn],
    },
    zip: code.zip,
  } as const;
  const outcome = await patiently(patience, () => {
    signal?.throwIfAborted();
    return lambda.functions.create(request);
  });
  if (outcome.status !== 'accepted') throw notCreated(outcome, { name: plan.name, role, patience });
  await settledState(lambda.functions, plan.name, patience);
};

const lease = async ({ leaseSeconds }: TemporaryFunctionOptions): Promise<string> =>
  formatLease({ until: new Date(Date.now() + leaseSeconds * 1000), holder: await thisProcess() });

const unlessAborted = async <T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> => {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  const done = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => {
      const reason: unknown = signal.reason;
      reject(reason instanceof Error ? reason : new Error(String(reason)));
    };
    signal.addEventListener('abort', abort, { once: true, signal: done.signal });
  });
  return Promise.race([work(), aborted]).finally(() => done.abort());
};
