import { platformLog } from './platform-log.ts';

const tested = { functionArn: 'arn', memoryMb: 128, version: '$LATEST' };

it('the name and the error of an extension can’t forge or color a line', () => {
  const line = platformLog({ ...tested, logFormat: 'Text' }).extension({
    name: 'a\nREPORT\x1b[31m',
    state: 'InitError',
    events: ['INVOKE', 'SHUTDOWN'],
    errorType: 'Extension.X\rY',
  });
  expect(line).toBe(
    'EXTENSION\tName: a\\nREPORT\\x1b[31m\tState: InitError\tEvents: [INVOKE, SHUTDOWN]\tError Type: Extension.X\\rY\n',
  );
});
