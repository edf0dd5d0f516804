import { redactCredentials } from './redact.ts';

it.each([
  ['https://user:secret@host/simple', 'https://***@host/simple'],
  ['https://token@host/simple', 'https://***@host/simple'],
  ['https://user:@host/simple', 'https://***@host/simple'],
  ['https://user:p#w@host/simple', 'https://***@host/simple'],
  ['https://user:p/w@host/simple', 'https://***@host/simple'],
  ['https://user:p?w@host/simple', 'https://***@host/simple'],
  ['https://user:p@w@host/simple', 'https://***@host/simple'],
  ['https://user:p@s/w@host/simple', 'https://***@host/simple'],
  ['https://user:%zz@host/simple', 'https://***@host/simple'],
  ['https://user:p w@host/simple', 'https://***@host/simple'],
  ['“https://user:p” is not an index', 'https://***'],
  ['git+ssh://git@host/a.git', 'git+ssh://***@host/a.git'],
  ['(https://u:p@h/a,https://v:q@i/b)', '(https://***@h/a,https://***@i/b)'],
  // Either the path has an @, or the password has a slash
  ['https://user:secret@host/a@b', 'https://***@b'],
])('the credentials in %s are hidden', (text, shown) => {
  expect(redactCredentials(text)).toContain(shown);
  expect(redactCredentials(text)).not.toMatch(/user|secret|token|p\Ww|:[pq]/);
});

it.each([
  'https://host/a@b',
  'https://host/?q=a@b',
  'http://localhost:4873/@scope/name',
  'http://[::1]:4566/a@b',
  'cannot reach https://host: ask a@b',
  'http://127.0.0.1:4566.',
  '“https://host:8080”, and a@b',
  '{"url":"https://host","to":"a@b"}'.replace('a@b', 'b'),
  'file:///srv/a@b',
  'a@b.example',
  'six @ file:six.whl',
])('%s has no credentials and stays', (text) => {
  expect(redactCredentials(text)).toBe(text);
});

// A backtracking or quadratic search would take minutes
it.each([
  ['schemes', 'a:'.repeat(500_000)],
  ['authorities', 'a://b:'.repeat(200_000)],
  ['at signs', `https://${'a:@'.repeat(300_000)}`],
  ['letters', 'a'.repeat(1_000_000)],
  ['spaces', `https://a:b${' '.repeat(1_000_000)}`],
])('a long text of %s is read once', (_, text) => {
  expect(redactCredentials(text).length).toBeLessThanOrEqual(text.length);
});
