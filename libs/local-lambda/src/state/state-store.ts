import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import writeFileAtomic from 'write-file-atomic';
import { emptyState, regionOf, stateSchema, type RegionState, type State } from './state.ts';
import { systemErrorCode } from './system-error.ts';

/** A change of one region, as a pure function of what the region holds. */
export type Change<T> = (region: RegionState) => { readonly region: RegionState; readonly result: T };

export interface StateStore {
  /** Returns when every change that was begun is over. */
  readonly idle: () => Promise<void>;
  /** What a region holds, as it was last written. */
  read(region: string): RegionState;
  whole(): State;
  /**
   * Applies the change to what the changes before it left, and returns once it is on the disk. One that
   * throws, or can't be written, changes nothing.
   */
  change<T>(region: string, change: Change<T>): Promise<T>;
}

/** @throws LayerkitError local-aws/failed when the folder holds a state that can't be read */
export const openStateStore = async (directory: string): Promise<StateStore> => {
  const path = join(directory, 'state.json');
  let state = await load(path);
  let last: Promise<unknown> = Promise.resolve();

  const apply = async <T>(name: string, change: Change<T>): Promise<T> => {
    const { region, result } = change(regionOf(state, name));
    const next: State = { ...state, regions: { ...state.regions, [name]: region } };
    await writeFileAtomic(path, `${JSON.stringify(next, undefined, 1)}\n`);
    state = next;
    return result;
  };

  return {
    read: (region) => regionOf(state, region),
    whole: () => state,
    idle: async () => {
      await last;
    },
    change: (region, change) => {
      const result = last.then(() => apply(region, change));
      last = result.catch(() => undefined);
      return result;
    },
  };
};

const load = async (path: string): Promise<State> => {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw unreadable(path, error);
  });
  if (text === undefined) return emptyState;
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw unreadable(path, error);
  }
};

const unreadable = (path: string, cause: unknown): LayerkitError =>
  new LayerkitError({
    code: 'local-aws/failed',
    message: `${path} does not hold a state of the local Lambda that can be read`,
    hint: 'Remove its folder to start with an empty local AWS; what is published there can be published again.',
    cause,
  });
