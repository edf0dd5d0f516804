import fc from 'fast-check';
import { formatJson } from './format-json.ts';
import { redactCredentials } from './redact.ts';
import { rememberSecret } from './secrets/known-secrets.ts';

it('JSON keeps every value, and has no control or format character except for line ends', () => {
  const text = fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  });
  fc.assert(
    fc.property(fc.dictionary(text, fc.array(text)), (value) => {
      const json = formatJson(value);
      expect(JSON.parse(json)).toEqual(value);
      expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
  );
});

it('JSON has no command for the provider that shows the log', () => {
  const value = ['##[error]x', '##vso[task.complete]', '##teamcity[x]'];
  expect(formatJson(value)).not.toMatch(/##/);
  expect(JSON.parse(formatJson(value))).toEqual(value);
});

it('JSON has no credentials, in values and in names of fields', () => {
  const url = 'https://user:pa/ss@host/simple';
  expect(JSON.parse(formatJson({ [url]: [{ url }] }))).toEqual({
    'https://***@host/simple': [{ url: 'https://***@host/simple' }],
  });
});

it('JSON has the same texts as if each was searched for credentials alone', () => {
  rememberSecret('h4nt');
  rememberSecret('canary-of-json');
  const piece = fc.constantFrom(
    ...['h4nt', 'canary-of-json', 'canary-of-json'.replace('-', '%2d'), 'https://', 'u:pw', 'h:80', '@', '/'],
    ...['"', '\\', '\n', ' ', 'a', ':', ',', '#', '%3A', 'é'],
  );
  const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, text, text, (key, one, other) => {
      const shown = [redactCredentials(one), { [redactCredentials(key)]: redactCredentials(other) }];
      expect(JSON.parse(formatJson([one, { [key]: other }]))).toEqual(shown);
    }),
    { numRuns: 5_000 },
  );
});
