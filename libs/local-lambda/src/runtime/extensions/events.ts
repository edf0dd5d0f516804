import { randomUUID } from 'node:crypto';
import { send } from '../environment-api/replies.ts';
import type { Delivery } from '../environment-api/runtime-api.ts';
import { changeState, type Extension, type ExtensionEvent } from './extension.ts';
import type { Registry } from './registry.ts';

/** Why an environment is shut down. */
export type ShutdownReason = 'spindown' | 'timeout' | 'failure';

/** Delivers INVOKE to the extensions that asked for it. */
export const deliverInvoke = (registry: Registry, delivery: Delivery): void =>
  answer(registry, 'INVOKE', {
    eventType: 'INVOKE',
    deadlineMs: delivery.deadline,
    requestId: delivery.requestId,
    invokedFunctionArn: delivery.functionArn,
    tracing: { type: 'X-Amzn-Trace-Id', value: delivery.traceId },
  });

/** Delivers SHUTDOWN to the extensions that asked for it. */
export const deliverShutdown = (
  registry: Registry,
  shutdownReason: ShutdownReason,
  deadlineMs: number,
): void => answer(registry, 'SHUTDOWN', { eventType: 'SHUTDOWN', shutdownReason, deadlineMs });

/** Answers the open requests of the extensions that asked for this event, and the next requests of those that are busy. */
const answer = ({ all }: Registry, type: ExtensionEvent, event: object): void => {
  for (const extension of all) {
    if (!extension.events.includes(type)) continue;
    extension.pending = event;
    answerPending(extension);
  }
};

/** Answers the open request of an extension if it has an event. */
export const answerPending = (extension: Extension): void => {
  const { waiting, pending } = extension;
  if (waiting === undefined || pending === undefined) return;
  extension.waiting = undefined;
  extension.pending = undefined;
  changeState(extension, 'Running');
  const headers = { 'Lambda-Extension-Event-Identifier': randomUUID() };
  send(waiting, { status: 200, body: pending, headers });
};
