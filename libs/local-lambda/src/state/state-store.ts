import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { replaceFile } from '@layerkit/temporary-files';
import { emptyState, regionOf, stateSchema, type RegionState, type State } from './state.ts';
import { systemErrorCode } from './system-error.ts';

/** A change of one region, as a pure function of the region's state. */
export type Change<T> = (region: RegionState) => { readonly region: RegionState; readonly result: T };

export interface StateStore {
  /** Resolves when all changes in progress have ended. */
  readonly idle: () => Promise<void>;
  /** Returns the state of a region, as last written. */
  read(region: string): RegionState;
  whole(): State;
  /**
   * Applies a change after all earlier changes. Resolves when it is on disk. A change that throws, or that
   * can't be written, has no effect.
   */
  change<T>(region: string, change: Change<T>): Promise<T>;
}

/** @throws LayerkitError local-aws/failed if the folder has a state that can't be read */
export const openStateStore = async (directory: string): Promise<StateStore> => {
  const path = join(directory, 'state.json');
  let state = await load(path);
  let last: Promise<unknown> = Promise.resolve();

  const apply = async <T>(name: string, change: Change<T>): Promise<T> => {
    const { region, result } = change(regionOf(state, name));
    const next: State = { ...state, regions: { ...state.regions, [name]: region } };
    await replaceFile(path, `${JSON.stringify(next, undefined, 1)}\n`, { flush: true });
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
    message: `cannot read the state of the local Lambda in ${path}`,
    hint: 'Delete its folder to start with an empty local Lambda, then publish and deploy again.',
    cause,
  });
