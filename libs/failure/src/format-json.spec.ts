import fc from 'fast-check';
import { formatJson } from './format-json.ts';

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
