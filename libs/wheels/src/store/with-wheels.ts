import type { Sha256 } from '@layerkit/artifact/digest';
import { isLayerkitError } from '@layerkit/failure';
import { ensureWheels, type EnsureWheelsRequest } from './ensure-wheels.ts';
import type { Wheel } from '../wheel/wheel.ts';
import type { WheelStore } from './wheel-store.ts';

export interface WheelsUsed<T> {
  readonly result: T;
  /** The number of wheels that were fetched. */
  readonly fetched: number;
}

/**
 * Finds or fetches wheels and passes them to `use`. The store does not hash the wheels, because `use` does. Only if an
 * archive is invalid are the store’s files read. Then damaged files are fetched again, and `use` is called once more.
 * @throws LayerkitError as `ensureWheels` and `use` do
 */
export const withWheels = async <T>(
  request: EnsureWheelsRequest,
  use: (wheels: readonly Wheel[]) => Promise<T>,
): Promise<WheelsUsed<T>> => {
  const { wheels, fetched } = await ensureWheels(request);
  try {
    return { result: await use(wheels), fetched };
  } catch (error) {
    if (!isLayerkitError(error) || error.code !== 'archive/invalid') throw error;
    const again = await ensureWheels({ ...request, damaged: await damagedOf(wheels, request.access.store) });
    return { result: await use(again.wheels), fetched: fetched + again.fetched };
  }
};

const damagedOf = async (wheels: readonly Wheel[], store: WheelStore): Promise<ReadonlySet<Sha256>> => {
  const damaged = new Set<Sha256>();
  for (const { sha256 } of wheels) if (!(await store.isIntact(sha256))) damaged.add(sha256);
  return damaged;
};
