import { applySettings, defaultSettings } from './settings.ts';

const plain = defaultSettings('f', 'x86_64');

it('a key and a dead-letter queue stay until a request empties them', () => {
  const KMSKeyArn = 'arn:aws:kms:eu-west-1:000000000000:key/k';
  const TargetArn = 'arn:aws:sqs:eu-west-1:000000000000:q';
  const given = applySettings(plain, { KMSKeyArn, DeadLetterConfig: { TargetArn } });
  const shown = { kmsKeyArn: KMSKeyArn, deadLetterTarget: TargetArn };
  expect(given).toMatchObject(shown);
  expect(applySettings(given, { Description: 'later' })).toMatchObject(shown);
  const emptied = applySettings(given, { KMSKeyArn: '', DeadLetterConfig: { TargetArn: '' } });
  expect([emptied.kmsKeyArn, emptied.deadLetterTarget]).toEqual([undefined, undefined]);
});

it.each(['ApplicationLogLevel', 'SystemLogLevel'])('%s alone is refused with text logs', (level) => {
  const request = { LoggingConfig: { [level]: 'WARN' } };
  expect(() => applySettings(plain, request)).toThrow('Log levels can only be set when LogFormat is JSON.');
});

it('a level of JSON logs stays when a request sets the other one', () => {
  const json = applySettings(plain, { LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'DEBUG' } });
  const { logging } = applySettings(json, { LoggingConfig: { SystemLogLevel: 'WARN' } });
  expect(logging).toEqual({
    format: 'JSON',
    group: '/aws/lambda/f',
    applicationLevel: 'DEBUG',
    systemLevel: 'WARN',
  });
});
