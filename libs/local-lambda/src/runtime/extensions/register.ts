import { z } from 'zod';
import type { ApiCall } from '../environment-api/environment-api.ts';
import { forbidden, tooLarge, type ApiReply } from '../environment-api/replies.ts';
import type { FunctionSpec } from '../function-environment.ts';
import { changeState, type Extension, type ExtensionEvent } from './extension.ts';
import { maxExtensions, type Registry } from './registry.ts';

export interface Registration {
  readonly spec: FunctionSpec;
  readonly registry: Registry;
}

/** The largest body that is read, in bytes. */
const bodyLimit = 65_536;

/** Registers an external extension, which Lambda has started under this name, or else a new internal one. */
export const register = async ({ spec, registry }: Registration, call: ApiCall): Promise<ApiReply> => {
  const body = await call.body(bodyLimit);
  if (body === undefined) return tooLarge;
  const name = nameIn(call.headers['lambda-extension-name']);
  if (name === '') return forbidden('Extension.InvalidExtensionName', 'Empty extension name');
  const events = readEvents(body);
  if (typeof events === 'string') return forbidden('InvalidRequestFormat', events);
  const known = registry.all.find((one) => one.kind === 'external' && one.name === name);
  const unsupported = events
    .map((event) => whyUnsupported(event, known))
    .find((reason) => reason !== undefined);
  if (unsupported !== undefined) return forbidden('Extension.InvalidEventType', unsupported);
  const obstacle = known === undefined ? whyNotInternal(registry, name) : undefined;
  if (obstacle !== undefined) return obstacle;
  const extension = known ?? registry.add('internal', name);
  if (!changeState(extension, 'Registered')) return registeredBefore(extension);
  extension.events = [...new Set(events.filter(isEvent))].sort();
  return {
    status: 200,
    body: describe(spec, call.headers['lambda-extension-accept-feature']),
    headers: { 'Lambda-Extension-Identifier': extension.id },
  };
};

const registeredBefore = ({ state, name }: Extension): ApiReply =>
  forbidden(
    'Extension.InvalidExtensionState',
    `State transition from ${state} to Registered failed for extension ${name}. Error: State transition is not allowed`,
  );

/** Node.js reads headers as Latin-1, and the name of a file is UTF-8. */
const nameIn = (header: string | readonly string[] | undefined): string =>
  typeof header === 'string' ? Buffer.from(header, 'latin1').toString() : '';

const bodySchema = z.object({
  events: z.array(z.string()).nullish(),
  configurationKeys: z.array(z.unknown()).nullish(),
});

/** Returns the events, or what is wrong with the body. */
const readEvents = (body: Buffer): readonly string[] | string => {
  const parsed = bodySchema.safeParse(parseJson(body));
  if (!parsed.success) return 'The body is not a JSON object with a list of events';
  return (parsed.data.configurationKeys ?? []).length === 0
    ? (parsed.data.events ?? [])
    : 'configurationKeys are deprecated; use environment variables instead';
};

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};

const isEvent = (event: string): event is ExtensionEvent => event === 'INVOKE' || event === 'SHUTDOWN';

const whyUnsupported = (event: string, external: Extension | undefined): string | undefined => {
  if (!isEvent(event)) return `${event}: ErrorInvalidEventType`;
  return event === 'SHUTDOWN' && external === undefined
    ? `${event}: ShutdownEventNotSupportedForInternalExtension`
    : undefined;
};

const whyNotInternal = (registry: Registry, name: string): ApiReply | undefined => {
  if (!registry.isOpen())
    return forbidden('Extension.RegistrationClosed', 'Extension registration closed already');
  if (registry.all.some((one) => one.name === name))
    return forbidden('Extension.InvalidExtensionState', 'Extension with this name already registered');
  return registry.all.length >= maxExtensions
    ? forbidden('Extension.TooManyExtensions', `Extension limit (${maxExtensions}) reached`)
    : undefined;
};

const describe = (spec: FunctionSpec, features: string | readonly string[] | undefined) => {
  const { functionName, version, handler, functionArn } = spec;
  const wanted = String(features ?? '').split(',');
  return {
    functionName,
    functionVersion: version,
    handler,
    ...(wanted.some((feature) => feature.trim() === 'accountId')
      ? { accountId: functionArn.split(':')[4] }
      : {}),
  };
};
