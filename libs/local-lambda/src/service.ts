import type { UploadedCodeStore } from './uploaded-code/uploaded-code-store.ts';
import type { DownloadLinks } from './downloads/download-links.ts';
import type { FunctionRecord } from './functions/function-record.ts';
import { settle, type Moment } from './functions/lifecycle.ts';
import type { EnvironmentPool } from './invocation/environment-pool.ts';
import type { Scope } from './naming/scope.ts';
import type { RegionState } from './state/state.ts';
import type { Change, StateStore } from './state/state-store.ts';

/** The parts of the server that operations use. */
export interface Service {
  readonly account: string;
  readonly state: StateStore;
  readonly uploadedCode: UploadedCodeStore;
  readonly downloads: DownloadLinks;
  readonly environments: EnvironmentPool;
  readonly moment: () => Moment;
}

/** The context of one request. */
export interface Call {
  readonly service: Service;
  readonly scope: Scope;
  readonly requestId: string;
}

export const readRegion = ({ service, scope }: Call): RegionState => service.state.read(scope.region);

export const changeRegion = <T>({ service, scope }: Call, change: Change<T>): Promise<T> =>
  service.state.change(scope.region, change);

/** Returns a function in its state at this moment. */
export const findFunction = (
  region: RegionState,
  name: string,
  moment: Moment,
): FunctionRecord | undefined => {
  const record = Object.hasOwn(region.functions, name) ? region.functions[name] : undefined;
  return record === undefined ? undefined : settle(record, moment.now);
};
