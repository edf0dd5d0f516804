import type { ApiCall, ApiHandler } from '../environment-api/environment-api.ts';
import { forbidden, notFound, refusal, send, tooLarge, type ApiReply } from '../environment-api/replies.ts';
import type { Extension } from '../extensions/extension.ts';
import { identify } from '../extensions/identify.ts';
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

/** Serves subscriptions. The error types are those of AWS’s Runtime Interface Emulator. */
export const createSubscriptionApi =
  (subscribing: Subscribing, api: SubscriptionApi): ApiHandler =>
  async (call) => {
    send(call.response, await subscribe(subscribing, api, call));
  };

const subscribe = async (
  { registry, telemetry, onSubscribed }: Subscribing,
  api: SubscriptionApi,
  call: ApiCall,
): Promise<ApiReply> => {
  const body = await call.body(bodyLimit);
  if (call.method !== 'PUT' || call.path !== api.path) return notFound;
  if (body === undefined) return tooLarge;
  const found = identify(registry, call.headers);
  if ('refused' in found) return found.refused;
  if (!telemetry.isOpen())
    return forbidden(`${api.name}.SubscriptionClosed`, `${api.name} API subscription is closed`);
  const subscription = readSubscription(body, api.schemaVersions);
  if (typeof subscription === 'string') return refusal(400, 'ValidationError', subscription);
  telemetry.subscribe(found.extension.id, subscription, api.adapt);
  onSubscribed(found.extension, subscription, api);
  return { status: 200, body: 'OK' };
};
