import { randomUUID } from 'node:crypto';
import { functionText } from '../support/function-text.ts';
import { invoke, openFunction } from '../support/test-function.ts';

// The error types and messages are those of AWS's Runtime Interface Emulator.

type Call = readonly [
  method: string,
  path: string,
  headers: Record<string, string> | null,
  body: string | null,
];
type Answered = readonly [status: number, identifier: string | null, body: unknown];

/** Makes calls in the initialization of a function, then in its handler. Returns the answers. */
const callApi = async (
  atInit: readonly Call[],
  later: readonly Call[] = [],
): Promise<readonly Answered[]> => {
  const environment = await openFunction(functionText('calls_extensions_api'), {
    environment: { AT_INIT: JSON.stringify(atInit) },
  });
  const { response } = await invoke(environment, later);
  if (!Array.isArray(response)) throw new Error(JSON.stringify(response));
  return response as readonly Answered[];
};

const register = (name: string, body = '{"events": ["INVOKE"]}'): Call => [
  'POST',
  '2020-01-01/extension/register',
  { 'Lambda-Extension-Name': name },
  body,
];
const refusal = (errorType: string, errorMessage: unknown) => [403, null, { errorType, errorMessage }];

it('an internal extension registers, but not twice and not after the initialization', async () => {
  const [first, again, late] = await callApi(
    [register('inside', '{}'), register('inside')],
    [register('late')],
  );
  expect(first).toEqual([
    200,
    expect.stringMatching(/^[\da-f-]{36}$/),
    { functionName: 'tested', functionVersion: '$LATEST', handler: 'index.handler' },
  ]);
  expect(again).toEqual(
    refusal('Extension.InvalidExtensionState', 'Extension with this name already registered'),
  );
  expect(late).toEqual(refusal('Extension.RegistrationClosed', 'Extension registration closed already'));
});

it('ten extensions register, and not an eleventh', async () => {
  const answers = await callApi(Array.from({ length: 11 }, (_, index) => register(`inside-${index}`)));
  expect(answers.map(([status]) => status)).toEqual([...Array<number>(10).fill(200), 403]);
  expect(answers[10]).toEqual(refusal('Extension.TooManyExtensions', 'Extension limit (10) reached'));
});

it.each<[string, Call, string, unknown]>([
  ['without a name', register(''), 'Extension.InvalidExtensionName', 'Empty extension name'],
  ['with a body that is not JSON', register('x', 'events'), 'InvalidRequestFormat', expect.any(String)],
  [
    'with events that are no list',
    register('x', '{"events": 1}'),
    'InvalidRequestFormat',
    expect.any(String),
  ],
  [
    'with an unknown event',
    register('x', '{"events": ["INVOKE", "START"]}'),
    'Extension.InvalidEventType',
    'START: ErrorInvalidEventType',
  ],
  [
    'for SHUTDOWN from inside the runtime',
    register('x', '{"events": ["SHUTDOWN"]}'),
    'Extension.InvalidEventType',
    'SHUTDOWN: ShutdownEventNotSupportedForInternalExtension',
  ],
])('a registration %s is refused', async (_how, ...[call, errorType, message]) => {
  expect((await callApi([call]))[0]).toEqual(refusal(errorType, message));
});

it('a registration of more than 64 KiB is refused', async () => {
  const [answer] = await callApi([register('x', JSON.stringify({ events: ['INVOKE'.repeat(20_000)] }))]);
  expect(answer?.[0]).toBe(413);
});

describe.each([
  ['GET', '2020-01-01/extension/event/next'],
  ['POST', '2020-01-01/extension/init/error'],
  ['POST', '2020-01-01/extension/exit/error'],
  ['PUT', '2022-07-01/telemetry'],
  ['PUT', '2020-08-15/logs'],
])('%s %s', (method, path) => {
  it('is refused without the identifier of an extension', async () => {
    const unknown = randomUUID();
    const call = (identifier: Record<string, string>): Call => [
      method,
      path,
      identifier,
      method === 'GET' ? null : '{}',
    ];
    const answers = await callApi([
      call({ 'X-Other': '1' }),
      call({ 'Lambda-Extension-Identifier': 'one' }),
      call({ 'Lambda-Extension-Identifier': unknown }),
    ]);
    expect(answers).toEqual([
      refusal('Extension.MissingExtensionIdentifier', 'Missing Lambda-Extension-Identifier header'),
      refusal('Extension.InvalidExtensionIdentifier', 'Invalid Lambda-Extension-Identifier'),
      refusal('Extension.UnknownExtensionIdentifier', `Unknown extension ${unknown}`),
    ]);
  });
});

it('operations that an extension can’t use in its state are refused', async () => {
  const next: Call = ['GET', '2020-01-01/extension/event/next', null, null];
  const answers = await callApi(
    [register('inside', '{}')],
    [
      next,
      ['POST', '2020-01-01/extension/init/error', null, '{}'],
      ['PUT', '2022-07-01/telemetry', null, '{}'],
      ['PUT', '2020-08-15/logs', null, '{}'],
      ['GET', '2020-01-01/extension/other', null, null],
      ['GET', '2019-01-01/extension/event/next', null, null],
    ],
  );
  expect(answers.slice(1)).toEqual([
    refusal(
      'Extension.InvalidExtensionState',
      expect.stringMatching(
        /^State transition from Ready to Ready failed for extension [\da-f-]{36}\. Error: State transition is not allowed$/,
      ),
    ),
    refusal('Extension.MissingHeader', 'Lambda-Extension-Function-Error-Type not found'),
    refusal('Telemetry.SubscriptionClosed', 'Telemetry API subscription is closed'),
    refusal('Logs.SubscriptionClosed', 'Logs API subscription is closed'),
    [404, null, expect.objectContaining({ errorType: 'NotFound' })],
    [404, null, expect.objectContaining({ errorType: 'NotFound' })],
  ]);
});
