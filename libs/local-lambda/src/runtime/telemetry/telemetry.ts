import type { LogListener, LogSource } from '../log/environment-log.ts';
import type { LogPart } from '../log/log-frames.ts';
import { createSubscriber, type Subscriber } from './subscriber.ts';
import type { Subscription } from './subscription.ts';
import { telemetryEvent, typeOf, type TelemetryEvent } from './telemetry-event.ts';

/** Adapts an event to one API and schema version; undefined if it has no such event. */
export type AdaptEvent = (event: TelemetryEvent, schemaVersion: string) => readonly TelemetryEvent[];

/** The telemetry of an execution environment, which extensions can subscribe to. */
export interface Telemetry {
  /** Replaces the extension’s subscription. A new one also gets the events of the initialization so far. */
  subscribe(extensionId: string, subscription: Subscription, adapt: AdaptEvent): void;
  isOpen(): boolean;
  /** Accepts no further subscriptions. */
  closeSubscriptions(): void;
  /** Whether anything is subscribed. */
  isUsed(): boolean;
  platform(type: string, record: object, at?: Date): void;
  readonly output: LogListener;
  /** Delivers nothing while the extensions are frozen. */
  hold(): void;
  release(): void;
  flush(): void;
  close(): void;
}

/** The most events of an initialization that are kept for subscriptions that follow. */
const keptEvents = 1000;

export const createTelemetry = (logFormat: 'Text' | 'JSON'): Telemetry => {
  const subscribers = new Map<
    string,
    { readonly add: (event: TelemetryEvent) => void; readonly subscriber: Subscriber }
  >();
  let early: TelemetryEvent[] | undefined = [];
  const emit = (event: TelemetryEvent): void => {
    if (early !== undefined && early.length < keptEvents) early.push(event);
    subscribers.forEach(({ add }) => add(event));
  };
  const each = (act: (subscriber: Subscriber) => void): void =>
    subscribers.forEach(({ subscriber }) => act(subscriber));
  return {
    subscribe: (extensionId, subscription, adapt) => {
      subscribers.get(extensionId)?.subscriber.close();
      const subscriber = createSubscriber(subscription);
      const add = (event: TelemetryEvent): void => {
        if (!subscription.types.includes(typeOf(event))) return;
        adapt(event, subscription.schemaVersion).forEach((adapted) => subscriber.add(adapted));
      };
      subscribers.set(extensionId, { add, subscriber });
      early?.forEach(add);
    },
    isOpen: () => early !== undefined,
    closeSubscriptions: () => (early = undefined),
    isUsed: () => subscribers.size > 0,
    platform: (type, record, at) => emit(telemetryEvent(type, record, at)),
    output: (source, parts) => {
      for (const record of recordsOf(parts)) emit(outputEvent(source, record, logFormat));
    },
    hold: () => each((subscriber) => subscriber.hold()),
    release: () => each((subscriber) => subscriber.release()),
    flush: () => each((subscriber) => subscriber.flush()),
    close: () => each((subscriber) => subscriber.close()),
  };
};

/** A framed message is one record, and so is each line of plain output. */
const recordsOf = (parts: readonly LogPart[]): readonly string[] =>
  parts.flatMap(({ text, framed }) =>
    framed ? [text.replace(/\n$/, '')] : text.split('\n').filter((line) => line !== ''),
  );

/** In the JSON log format, the record of a JSON message is an object. */
const outputEvent = (source: LogSource, text: string, logFormat: 'Text' | 'JSON'): TelemetryEvent =>
  telemetryEvent(source, logFormat === 'JSON' ? (asObject(text) ?? text) : text);

const asObject = (text: string): object | undefined => {
  if (!text.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
