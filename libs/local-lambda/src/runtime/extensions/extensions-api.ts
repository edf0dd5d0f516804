import type { IncomingHttpHeaders } from 'node:http';
import type { ApiCall, ApiHandler } from '../environment-api/environment-api.ts';
import { accept, refuse } from '../environment-api/replies.ts';
import { answerPending } from './events.ts';
import { changeState, type Extension, type ExtensionState } from './extension.ts';
import { register, type Registration } from './register.ts';

export interface ExtensionsApi extends Registration {
  /** Called after each change of an extension’s state. */
  readonly onChange: () => void;
}

/**
 * Makes the Extensions API (AWS Lambda developer guide, "Using the Lambda Extensions API"). The guide names the status codes;
 * the error types and messages are those of AWS’s Runtime Interface Emulator.
 */
export const createExtensionsApi =
  (api: ExtensionsApi): ApiHandler =>
  async (call) => {
    const { method, path, response } = call;
    switch (`${method} ${path}`) {
      case 'POST extension/register':
        await register(api, call);
        break;
      case 'GET extension/event/next':
        next(api, call);
        break;
      case 'POST extension/init/error':
        await fail(api, call, 'InitError');
        break;
      case 'POST extension/exit/error':
        await fail(api, call, 'ExitError');
        break;
      default:
        refuse(response, 404, { errorType: 'NotFound', errorMessage: 'There is no such operation' });
    }
    api.onChange();
  };

const next = (api: ExtensionsApi, call: ApiCall): void => {
  const extension = identify(api, call);
  if (extension === undefined) return;
  if (!changeState(extension, 'Ready')) return refuseChange(call, extension, 'Ready');
  extension.waiting = call.response;
  return answerPending(extension);
};

/** The largest report of an error that is read, in bytes. It is not used, since the error’s type is a header. */
const reportLimit = 262_144;

const fail = async (api: ExtensionsApi, call: ApiCall, state: 'InitError' | 'ExitError'): Promise<void> => {
  await call.body(reportLimit);
  const extension = identify(api, call);
  if (extension === undefined) return;
  const errorType = headerOf(call.headers, errorTypeHeader);
  if (errorType === undefined)
    refuse(call.response, 403, {
      errorType: 'Extension.MissingHeader',
      errorMessage: 'Lambda-Extension-Function-Error-Type not found',
    });
  else if (changeState(extension, state)) {
    extension.errorType = errorType;
    accept(call.response);
  } else refuseChange(call, extension, state);
};

const errorTypeHeader = 'lambda-extension-function-error-type';

/** Returns the extension that calls. Refuses a call without a valid identifier. */
export const identify = (
  { registry }: Pick<ExtensionsApi, 'registry'>,
  { headers, response }: ApiCall,
): Extension | undefined => {
  const id = headerOf(headers, 'lambda-extension-identifier');
  const extension = id === undefined ? undefined : registry.find(id.toLowerCase());
  if (extension !== undefined) return extension;
  refuse(response, 403, unidentified(id));
  return undefined;
};

const unidentified = (id: string | undefined) => {
  if (id === undefined)
    return {
      errorType: 'Extension.MissingExtensionIdentifier',
      errorMessage: 'Missing Lambda-Extension-Identifier header',
    };
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)
    ? { errorType: 'Extension.UnknownExtensionIdentifier', errorMessage: `Unknown extension ${id}` }
    : {
        errorType: 'Extension.InvalidExtensionIdentifier',
        errorMessage: 'Invalid Lambda-Extension-Identifier',
      };
};

const refuseChange = ({ response }: ApiCall, { state, id }: Extension, wanted: ExtensionState): void =>
  refuse(response, 403, {
    errorType: 'Extension.InvalidExtensionState',
    errorMessage: `State transition from ${state} to ${wanted} failed for extension ${id}. Error: State transition is not allowed`,
  });

const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
