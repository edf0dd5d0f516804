import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

export type ExtensionEvent = 'INVOKE' | 'SHUTDOWN';

/** The states of an extension, by the names that Lambda logs. */
export type ExtensionState =
  'Started' | 'Registered' | 'Ready' | 'Running' | 'InitError' | 'ExitError' | 'LaunchError';

/** An extension of an execution environment: a program of a layer, or code in the runtime’s process. */
export interface Extension {
  readonly id: string;
  readonly name: string;
  readonly kind: 'external' | 'internal';
  state: ExtensionState;
  events: readonly ExtensionEvent[];
  /** The error that it reported, or why it could not be launched. */
  errorType?: string | undefined;
  /** Its open request for the next event. */
  waiting?: ServerResponse | undefined;
  /** The event to answer its next request with. */
  pending?: object | undefined;
}

export const newExtension = (kind: Extension['kind'], name: string): Extension => ({
  id: randomUUID(),
  name,
  kind,
  state: 'Started',
  events: [],
});

const transitions: Readonly<Partial<Record<ExtensionState, readonly ExtensionState[]>>> = {
  Registered: ['Started'],
  Ready: ['Registered', 'Running'],
  Running: ['Ready'],
  InitError: ['Registered', 'InitError'],
  ExitError: ['Registered', 'Ready', 'Running', 'ExitError'],
  LaunchError: ['Started'],
};

/** Changes the state. Returns false if Lambda does not allow this change. */
export const changeState = (extension: Extension, state: ExtensionState): boolean => {
  if (transitions[state]?.includes(extension.state) !== true) return false;
  extension.state = state;
  return true;
};
