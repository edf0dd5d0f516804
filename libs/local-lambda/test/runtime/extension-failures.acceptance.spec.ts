import { extensionText, openWithExtensions, settings } from '../support/extension-layer.ts';
import { invoke } from '../support/test-function.ts';

const follows = extensionText('follows_events');
const launch = (reason: string) => `fork/exec /opt/extensions/my-extension: ${reason}`;

/** The header of an ELF program for a processor that is neither x86_64 nor arm64 (s390x). */
const otherProcessor = `\x7fELF\x02\x02\x01${'\0'.repeat(10)}\x02\0\x16${'\0'.repeat(44)}`;

describe('an extension that can’t be launched', () => {
  it.each([
    ['without the x bit', 'exit 0\n', 'permission denied', 'PermissionDenied'],
    [
      'with an interpreter that the runtime lacks',
      '#!/opt/bin/missing\n',
      'no such file or directory',
      'UnknownError',
    ],
    [
      'with a shebang that ends with CRLF',
      '#!/bin/sh\r\nexit 0\r\n',
      'no such file or directory',
      'UnknownError',
    ],
  ])('%s fails each invocation', async (_how, ...[text, reason, type]) => {
    const environment = await openWithExtensions({ 'my-extension': text });
    for (const phases of [['init', 'invoke'], ['invoke']]) {
      const { response, functionError, log, requestId } = await invoke(environment);
      expect({ response, functionError }).toEqual({
        functionError: 'Unhandled',
        response: {
          errorType: 'Extension.LaunchError',
          errorMessage: `RequestId: ${requestId} Error: ${launch(reason)}`,
        },
      });
      expect(log).not.toContain('function starts');
      expect([...log.matchAll(/^EXTENSION.*$/gm)].map(([line]) => line)).toEqual(
        phases.map(
          () => `EXTENSION\tName: my-extension\tState: LaunchError\tEvents: []\tError Type: ${type}`,
        ),
      );
      expect(
        [
          ...log.matchAll(/^INIT_REPORT.*Phase: (\w+)\tStatus: error\tError Type: Extension.LaunchError$/gm),
        ].map(([, phase]) => phase),
      ).toEqual(phases);
      expect(log).toContain(`RequestId: ${requestId} Error: ${launch(reason)}\nExtension.LaunchError\nEND`);
      expect(log).toMatch(/\tStatus: error\tError Type: Extension.LaunchError\n$/);
    }
  });

  it('because it is for another processor, or no program at all, is an exec format error', async () => {
    for (const text of [otherProcessor, 'echo no shebang']) {
      const environment = await openWithExtensions({ 'my-extension': text }, { executable: true });
      expect((await invoke(environment)).response).toMatchObject({
        errorType: 'Extension.LaunchError',
        errorMessage: expect.stringContaining(launch('exec format error')) as string,
      });
    }
  });
});

describe('an extension that ends', () => {
  it.each<[how: string, values: object, errorType: string, message: string, state: string]>([
    [
      'at its start with status 1',
      { end: 'start', status: 1 },
      'Extension.Crash',
      'exit status 1',
      'Started\tEvents: []',
    ],
    ['at its start with status 0', { end: 'start' }, 'Extension.Crash', 'exit code 0', 'Started\tEvents: []'],
    ['by a signal', { end: 'start', signal: 9 }, 'Extension.Crash', 'signal: killed', 'Started\tEvents: []'],
    [
      'after it registered',
      { end: 'registered', status: 7 },
      'Extension.Crash',
      'exit status 7',
      'Registered\tEvents: [INVOKE, SHUTDOWN]',
    ],
    [
      'after init/error',
      { end: 'registered', report: 'init/error' },
      'Extension.InitError',
      'exit code 0',
      'InitError\tEvents: [INVOKE, SHUTDOWN]\tError Type: Extension.NoLuck',
    ],
    [
      'after exit/error',
      { end: 'registered', report: 'exit/error', status: 2 },
      'Extension.ExitError',
      'exit status 2',
      'ExitError\tEvents: [INVOKE, SHUTDOWN]\tError Type: Extension.NoLuck',
    ],
  ])('%s fails each invocation', async (_how, ...[values, errorType, message, state]) => {
    const environment = await openWithExtensions({ 'my-extension': follows }, settings(values));
    for (let invocation = 1; invocation <= 2; invocation += 1) {
      const { response, functionError, log, requestId } = await invoke(environment);
      expect({ response, functionError }).toEqual({
        functionError: 'Unhandled',
        response: { errorType, errorMessage: `RequestId: ${requestId} Error: ${message}` },
      });
      // Once all extensions are registered, the function starts. It may do so before this one ends.
      const platform = state.startsWith('Started') ? log : log.replaceAll('function starts\n', '');
      expect(platform).toContain(`EXTENSION\tName: my-extension\tState: ${state}\nINIT_REPORT`);
      expect(log).toMatch(new RegExp(`\\nRequestId: ${requestId} Error: ${message}\\n${errorType}\\nEND`));
    }
  });

  it('during an invocation fails it, and is started again for the next one', async () => {
    const environment = await openWithExtensions(
      { 'my-extension': follows },
      settings({ end: 'invoked', status: 5 }),
    );
    for (let invocation = 1; invocation <= 2; invocation += 1) {
      const { response, log } = await invoke(environment);
      expect(response).toMatchObject({ errorType: 'Extension.Crash' });
      expect(log).toContain('State: Ready');
      expect(log).toContain('Error: exit status 5\nExtension.Crash\nEND');
    }
  });
});

it('the other extensions of a failed initialization get SHUTDOWN', async () => {
  const environment = await openWithExtensions(
    { 'a-good-one': follows, 'b-bad-one': '#!/bin/sh\nsleep 1\nexit 4\n' },
    settings({}),
  );
  const { log, response } = await invoke(environment);
  expect(response).toMatchObject({ errorType: 'Extension.Crash' });
  expect(log).toContain('EXTENSION\tName: b-bad-one\tState: Started\tEvents: []\n');
  expect(log).toContain('extension gets SHUTDOWN failure\n');
});

it('an extension that never registers ends the initialization after its time', async () => {
  const environment = await openWithExtensions(
    { 'my-extension': '#!/bin/sh\nexec sleep 60\n' },
    { timeoutSeconds: 1 },
  );
  const { log, response } = await invoke(environment);
  expect(response).toMatchObject({ errorType: 'Sandbox.Timedout' });
  expect(log).toMatch(
    /EXTENSION\tName: my-extension\tState: Started\tEvents: \[\]\nINIT_REPORT Init Duration: 1\d{4}\.\d\d ms\tPhase: init\tStatus: timeout\n/,
  );
});

it('an eleventh extension is refused', async () => {
  const names = Array.from({ length: 11 }, (_, index) => `extension-${String(index).padStart(2, '0')}`);
  const environment = await openWithExtensions(
    Object.fromEntries(names.map((name) => [name, '#!/bin/sh\nexec sleep 60\n'])),
  );
  const { log, response } = await invoke(environment);
  expect(response).toMatchObject({ errorType: 'Extension.LaunchError' });
  expect(log).toContain(
    'EXTENSION\tName: extension-10\tState: LaunchError\tEvents: []\tError Type: TooManyExtensions\n',
  );
});

it('a log in the JSON format has a record for each extension', async () => {
  const environment = await openWithExtensions({ 'my-extension': follows }, { logFormat: 'JSON' });
  const { log } = await invoke(environment);
  const line = log.split('\n').find((text) => text.includes('platform.extension'));
  expect(JSON.parse(line ?? '')).toMatchObject({
    type: 'platform.extension',
    record: { name: 'my-extension', state: 'Ready', events: ['INVOKE', 'SHUTDOWN'] },
  });
});

it('folders in /opt/extensions are not started', async () => {
  const environment = await openWithExtensions({ 'folder/program': 'not started' });
  const { functionError, log } = await invoke(environment);
  expect(functionError).toBeUndefined();
  expect(log).not.toContain('EXTENSION');
});
