import type { ApiCall, ApiHandler } from '../environment-api/environment-api.ts';
import { refuse, refuseTooLarge, reply } from '../environment-api/replies.ts';
import type { Extension } from '../extensions/extension.ts';
import { identify } from '../extensions/extensions-api.ts';
import type { Registry } from '../extensions/registry.ts';
import { toLogsEvents } from './logs-events.ts';
import { readSubscription, type Subscription } from './subscription.ts';
import type { AdaptEvent, Telemetry } from './telemetry.ts';
import { toTelemetryEvents } from './telemetry-events.ts';

/** The API by which an extension subscribes: the Telemetry API, or the Logs API before it. */
export interface SubscriptionApi {
  readonly name: 'Telemetry' | 'Logs';
  /** The path below the version. */
  readonly path: string;
  readonly schemaVersions: readonly [string, ...string[]];
  readonly adapt: AdaptEvent;
}

/** AWS Lambda developer guide, "Lambda Telemetry API reference". */
export const telemetryApi: SubscriptionApi = {
  name: 'Telemetry',
  path: 'telemetry',
  schemaVersions: ['2022-07-01', '2022-12-13', '2025-01-29'],
  adapt: toTelemetryEvents,
};

/** AWS Lambda developer guide, "Lambda Logs API". */
export const logsApi: SubscriptionApi = {
  name: 'Logs',
  path: 'logs',
  schemaVersions: ['2020-08-15', '2021-03-18'],
  adapt: toLogsEvents,
};

export interface Subscribing {
  readonly registry: Registry;
  readonly telemetry: Telemetry;
  onSubscribed(extension: Extension, subscription: Subscription, api: SubscriptionApi): void;
}

/** The largest body that is read, in bytes. */
const bodyLimit = 65_536;

/** Serves a subscription. The error types are those of AWS’s Runtime Interface Emulator. */
export const createSubscriptionApi =
  ({ registry, telemetry, onSubscribed }: Subscribing, api: SubscriptionApi): ApiHandler =>
  async (call: ApiCall) => {
    const { response } = call;
    const body = await call.body(bodyLimit);
    if (call.method !== 'PUT' || call.path !== api.path)
      return refuse(response, 404, { errorType: 'NotFound', errorMessage: 'There is no such operation' });
    if (body === undefined) return refuseTooLarge(response);
    const extension = identify({ registry }, call);
    if (extension === undefined) return undefined;
    if (!telemetry.isOpen())
      return refuse(response, 403, {
        errorType: `${api.name}.SubscriptionClosed`,
        errorMessage: `${api.name} API subscription is closed`,
      });
    const subscription = readSubscription(body, api.schemaVersions);
    if (typeof subscription === 'string')
      return refuse(response, 400, { errorType: 'ValidationError', errorMessage: subscription });
    telemetry.subscribe(extension.id, subscription, api.adapt);
    onSubscribed(extension, subscription, api);
    return reply(response, 'OK');
  };
