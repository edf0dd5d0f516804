import type { ArchiveStore } from './archives/archive-store.ts';
import type { DownloadLinks } from './downloads/download-links.ts';
import type { FunctionRecord } from './functions/function-record.ts';
import { settle, type Moment } from './functions/lifecycle.ts';
import type { EnvironmentPool } from './invocation/environment-pool.ts';
import type { Scope } from './naming/scope.ts';
import type { RegionState } from './state/state.ts';
import type { Change, StateStore } from './state/state-store.ts';

/** What the operations work with. */
export interface Service {
  readonly account: string;
  readonly state: StateStore;
  readonly archives: ArchiveStore;
  readonly downloads: DownloadLinks;
  readonly environments: EnvironmentPool;
  readonly moment: () => Moment;
}

/** One request's surroundings. */
export interface Call {
  readonly service: Service;
  readonly scope: Scope;
  readonly requestId: string;
}

export const readRegion = ({ service, scope }: Call): RegionState => service.state.read(scope.region);

export const changeRegion = <T>({ service, scope }: Call, change: Change<T>): Promise<T> =>
  service.state.change(scope.region, change);

/** A function as it is at this moment. */
export const findFunction = (
  region: RegionState,
  name: string,
  moment: Moment,
): FunctionRecord | undefined => {
  const record = Object.hasOwn(region.functions, name) ? region.functions[name] : undefined;
  return record === undefined ? undefined : settle(record, moment.now);
};
