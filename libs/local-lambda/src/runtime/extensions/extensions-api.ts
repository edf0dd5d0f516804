import type { ApiCall, ApiHandler } from '../environment-api/environment-api.ts';
import { accepted, forbidden, notFound, send, type ApiReply } from '../environment-api/replies.ts';
import { answerPending } from './events.ts';
import { changeState, type Extension, type ExtensionState } from './extension.ts';
import { identify } from './identify.ts';
import { register, type Registration } from './register.ts';

export interface ExtensionsApi extends Registration {
  /** Called after each change of an extension’s state. */
  readonly onChange: () => void;
}

/**
 * Makes the Extensions API (AWS Lambda developer guide, "Using the Lambda Extensions API"). The guide lists the status codes;
 * the error types and messages are those of AWS’s Runtime Interface Emulator.
 */
export const createExtensionsApi =
  (api: ExtensionsApi): ApiHandler =>
  async (call) => {
    const reply = await answer(api, call);
    if (reply !== undefined) send(call.response, reply);
    api.onChange();
  };

/** Returns the reply, or undefined if the request waits for an event. */
const answer = async (api: ExtensionsApi, call: ApiCall): Promise<ApiReply | undefined> => {
  switch (`${call.method} ${call.path}`) {
    case 'POST extension/register':
      return register(api, call);
    case 'GET extension/event/next':
      return next(api, call);
    case 'POST extension/init/error':
      return fail(api, call, 'InitError');
    case 'POST extension/exit/error':
      return fail(api, call, 'ExitError');
    default:
      return notFound;
  }
};

const next = ({ registry }: ExtensionsApi, { headers, response }: ApiCall): ApiReply | undefined => {
  const found = identify(registry, headers);
  if ('refused' in found) return found.refused;
  const { extension } = found;
  if (!changeState(extension, 'Ready')) return refusedChange(extension, 'Ready');
  extension.waiting = response;
  answerPending(extension);
  return undefined;
};

/** The largest report of an error that is read, in bytes. It is not used, since the error’s type is a header. */
const reportLimit = 262_144;

const fail = async (
  { registry }: ExtensionsApi,
  { headers, body }: ApiCall,
  state: 'InitError' | 'ExitError',
): Promise<ApiReply> => {
  await body(reportLimit);
  const found = identify(registry, headers);
  if ('refused' in found) return found.refused;
  const { extension } = found;
  const errorType = headers['lambda-extension-function-error-type'];
  if (typeof errorType !== 'string' || errorType === '')
    return forbidden('Extension.MissingHeader', 'Lambda-Extension-Function-Error-Type not found');
  if (!changeState(extension, state)) return refusedChange(extension, state);
  extension.errorType = errorType;
  return accepted;
};

const refusedChange = ({ state, id }: Extension, wanted: ExtensionState): ApiReply =>
  forbidden(
    'Extension.InvalidExtensionState',
    `State transition from ${state} to ${wanted} failed for extension ${id}. Error: State transition is not allowed`,
  );
