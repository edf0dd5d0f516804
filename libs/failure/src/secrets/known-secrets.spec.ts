import fc from 'fast-check';
import { redactCredentials } from '../redact.ts';
import { rememberCredentials, rememberSecret } from './known-secrets.ts';
import { rememberUrls } from './remember-urls.ts';

const json = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The ways in which other programs write a text, by the functions of JavaScript. */
const writers: readonly ((text: string) => string)[] = [
  (text) => text,
  encodeURI,
  encodeURIComponent,
  (text) => encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase()),
  (text) => new URLSearchParams({ a: text }).toString().slice(2),
  (text) => encodeURIComponent(encodeURIComponent(text)),
  json,
  (text) => json(json(text)),
  (text) => text.replace(/[^a-z\d\s]/giu, (mark) => `&#${mark.codePointAt(0) ?? 0};`),
  (text) => Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
];

const secretText = fc.string({
  unit: fc.constantFrom(...Array.from('aZ09-._~!$&\'()*+,;=:@/?#[]%"\\<>^`{|} éß日🐍')),
  minLength: 8,
  maxLength: 24,
});

it('a remembered secret is hidden, however each of its characters is written', () => {
  fc.assert(
    fc.property(secretText, fc.array(fc.nat(writers.length - 1), { minLength: 1 }), (secret, choices) => {
      rememberSecret(secret);
      const written = Array.from(secret)
        .map((character, at) => writers[choices[at % choices.length] ?? 0]?.(character) ?? '')
        .join('');
      expect(redactCredentials(`before "${written}" after`)).toBe('before "***" after');
    }),
  );
});

it.each([
  ['abc', 'abc and abcd', 'abc and abcd'],
  ['h4nt', 'h4nt, xh4nt, h4nty, :h4nt@, %3Ah4nt%40', '***, xh4nt, h4nty, :***@, %3A***%40'],
  ['hunter22', 'xhunter22x', 'x***x'],
])('%s in %j is hidden by its length', (secret, text, shown) => {
  rememberSecret(secret);
  expect(redactCredentials(text)).toBe(shown);
});

it('credentials are hidden in an Authorization header, with and without padding', () => {
  rememberCredentials('user-a', 'p%23ss/word-a');
  for (const text of ['user-a:p%23ss/word-a', 'user-a:p#ss/word-a']) {
    const header = Buffer.from(text).toString('base64');
    expect(redactCredentials(`Basic ${header}`)).toMatch(/^Basic \*{3}=*$/);
    expect(redactCredentials(header.replace(/=+$/, ''))).toBe('***');
  }
});

it('a user without a password is a token, unless it is short', () => {
  rememberCredentials('glpat-canary', '');
  rememberCredentials('oauth2', '');
  expect(redactCredentials('glpat-canary of oauth2')).toBe('*** of oauth2');
});

it('two secrets that overlap leave nothing between them', () => {
  rememberSecret('overlap-one-two');
  rememberSecret('two-three-end');
  expect(redactCredentials('(overlap-one-two-three-end)')).toBe('(***)');
});

it.each([
  // Node.js and uv take `p4ss-c` as the password; the user means a longer one
  ['https://u:p4ss-c@h/x4yz-c@host-c/', 'http://h/x4yz-c@host-c/', 'http://***host-c/'],
  ['https://u:p4ss-d@h/x4yz-d@host-d/', 'path /x4yz-d@host-d/', 'path /***host-d/'],
  // urlsplit: the port is p4ss-e:, the path //x4yz-e@host-e/
  [
    'https://u:p4ss-e://x4yz-e@host-e/',
    'Port could not be cast: p4ss-e: of p4ss-e',
    'Port could not be cast: *** of ***',
  ],
  ['https://u:p4ss-f://x4yz-f@host-f/', '//x4yz-f@host-f/', '//***host-f/'],
  ['https://u:p4ss-g://x4yz-g@host-g/', '“p4ss-g%3A%2F%2Fx4yz-g”', '“***”'],
  ['https://u:p4ss-h@i://x4yz-h@host-h/', '“p4ss-h@i://x4yz-h”', '“***”'],
  ['https://u:12345://x4yz-i@host-i/', '“12345://x4yz-i”', '“***”'],
  ['https://u:p4ss-j https://x4yz-j@host-j/', '“p4ss-j https://x4yz-j”', '“***”'],
  ['https://u:p4ss-k&x@host-k/', '“p4ss-k&#x26;x”, “p4ss&#45;k&amp;x”', '“***”, “***”'],
])('every reading of the password in %s is hidden in %j', (configured, text, shown) => {
  rememberUrls(configured);
  expect(redactCredentials(text)).toBe(shown);
});

it('a list of URLs makes no secret of their hosts and paths', () => {
  rememberUrls(
    'https://u:p4ss-l@host-l.example/l https://host-m.example:8080/m,https://v:p4ss-n@host-n.example/n',
  );
  rememberUrls('{"a":"http://host-o.example:80/o","b":"https://u:p4ss-o@host-p.example/p@v1"}');
  const text = 'host-l.example/l and host-m.example:8080/m, 8080/m, host-n.example/n, 80/o, host-p.example/p';
  expect(redactCredentials(text)).toBe(text);
});

it('an @ behind the host of a configured URL makes no secret of ordinary text', () => {
  rememberUrls('https://host-b.example/path-b@v1\n# see https://host-c.example: ask admin-c@corp.example\n');
  const text = 'host-b.example/path-b and admin-c';
  expect(redactCredentials(text)).toBe(text);
});

it('the time to search a text does not grow with the length of a repetitive secret', () => {
  const text = 'a:'.repeat(50_000);
  rememberUrls(`https://${text}b@host/`);
  expect(redactCredentials(text)).not.toContain('b@');
  const other = 'a:'.repeat(20) + 'c';
  expect(redactCredentials(other.repeat(5_000))).toContain('a:c');
});
