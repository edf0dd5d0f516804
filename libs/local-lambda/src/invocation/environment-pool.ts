import { functionArn } from '../naming/scope.ts';
import type {
  FunctionEnvironment,
  InvocationOutcome,
  InvocationRequest,
} from '../runtime/function-environment.ts';
import type { ServedFunction } from './served-function.ts';

/** The default number of environments that one function has at once. A host has fewer processors than a region. */
const defaultAtOnce = 4;

/** The environments of all functions. Warm ones are reused, and those of old revisions are closed. */
export interface EnvironmentPool {
  invoke(served: ServedFunction, request: InvocationRequest): Promise<InvocationOutcome>;
  /** At this time (ms since 1970), closes all environments of the function's other revisions. */
  replaceAt(arn: string, time: number, revisionId: string): void;
  /** Closes the environments of a deleted function. */
  discard(arn: string): Promise<void>;
  /** Closes all environments, including busy ones. */
  close(): Promise<void>;
}

export type OpenServedFunction = (served: ServedFunction) => Promise<FunctionEnvironment>;

interface Slot {
  readonly revisionId: string;
  readonly environment: Promise<FunctionEnvironment>;
  busy: boolean;
  /** Whether to close it as soon as it is idle. */
  stale: boolean;
}

interface FunctionPool {
  readonly slots: Set<Slot>;
  readonly waiting: (() => void)[];
}

/** @param atOnce the most environments that one function has at once. Further invocations wait for a free one. */
export const createEnvironmentPool = (open: OpenServedFunction, atOnce = defaultAtOnce): EnvironmentPool => {
  const pools = new Map<string, FunctionPool>();
  const timers = new Set<NodeJS.Timeout>();

  const poolOf = (arn: string): FunctionPool => {
    const pool = pools.get(arn) ?? { slots: new Set(), waiting: [] };
    pools.set(arn, pool);
    return pool;
  };

  const retire = async (arn: string, isStale: (slot: Slot) => boolean): Promise<void> => {
    const pool = poolOf(arn);
    const stale = [...pool.slots].filter(isStale);
    for (const slot of stale) slot.stale = true;
    await Promise.all(stale.filter(({ busy }) => !busy).map((slot) => remove(pool, slot)));
  };

  return {
    invoke: async (served, request) => {
      const pool = poolOf(functionArn(served.scope, served.name));
      const slot = await acquire(pool, served, { open, atOnce });
      try {
        return await (await slot.environment).invoke(request);
      } catch (error) {
        slot.stale = true;
        throw error;
      } finally {
        await release(pool, slot);
      }
    },
    replaceAt: (arn, time, revisionId) => {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          void retire(arn, (slot) => slot.revisionId !== revisionId);
        },
        Math.max(0, time - Date.now()),
      );
      timers.add(timer.unref());
    },
    discard: (arn) => retire(arn, () => true),
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(
        [...pools.values()].flatMap((pool) => [...pool.slots].map((slot) => remove(pool, slot))),
      );
    },
  };
};

const acquire = async (
  pool: FunctionPool,
  served: ServedFunction,
  { open, atOnce }: { readonly open: OpenServedFunction; readonly atOnce: number },
): Promise<Slot> => {
  const { revisionId } = served.revision;
  for (;;) {
    const warm = [...pool.slots].find((slot) => !slot.busy && !slot.stale && slot.revisionId === revisionId);
    if (warm !== undefined) {
      warm.busy = true;
      return warm;
    }
    if (pool.slots.size < atOnce) {
      const slot: Slot = { revisionId, environment: open(served), busy: true, stale: false };
      pool.slots.add(slot);
      return slot;
    }
    const outdated = [...pool.slots].find((slot) => !slot.busy);
    if (outdated !== undefined) await remove(pool, outdated);
    else await new Promise<void>((resolve) => pool.waiting.push(resolve));
  }
};

const release = async (pool: FunctionPool, slot: Slot): Promise<void> => {
  slot.busy = false;
  if (slot.stale) await remove(pool, slot);
  pool.waiting.shift()?.();
};

const remove = async (pool: FunctionPool, slot: Slot): Promise<void> => {
  pool.slots.delete(slot);
  const environment = await slot.environment.catch(() => undefined);
  await environment?.close();
};
