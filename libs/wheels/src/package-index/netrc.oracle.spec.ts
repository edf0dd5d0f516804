import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { python } from '@layerkit/testing-host';
import { netrcEntry, parseNetrc, readNetrc } from './netrc.ts';

const files: Readonly<Record<string, string>> = {
  'on one line': 'machine h login me password secret\n',
  'over many lines': 'machine h\n\tlogin me\n\n  password   secret\nmachine other.org login a password b',
  'the password first': 'machine h password secret login me',
  'Windows line ends': 'machine h login me\r\npassword secret\r\ndefault login a password b\r\n',
  'a default': 'machine other login a password b\ndefault login any password one\n',
  'an account': 'machine h login me account x password secret\n',
  comments: '# machine h login no password no\nmachine h # why\nlogin me password secret # end\n',
  'a # in a password': 'machine h login me password se#cret\n',
  'quotes and backslashes': 'machine h login "me you" password a\\"b\\ c"d\n',
  'a macro': 'macdef init\ncd /machine h login no password no\n\nmachine h login me password secret\n',
  nothing: '',
  'no password': 'machine h login me\n',
};

/** The oracle: CPython’s own netrc. */
it.each(Object.entries(files))('%s', async (_, text) => {
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-netrc-'));
  try {
    await writeFile(join(folder, 'netrc'), text);
    const ask = `
import json, netrc, sys
found = netrc.netrc(sys.argv[1])
print(json.dumps([(a[0], a[2]) if (a := found.authenticators(h)) else None for h in sys.argv[2:]]))`;
    const hosts = ['h', 'other', 'other.org', 'elsewhere'];
    const expected = await python(ask, join(folder, 'netrc'), ...hosts);
    const read = await readNetrc({ NETRC: join(folder, 'netrc') });
    const ours = hosts.map((host) => {
      const entry = netrcEntry(read, host);
      return entry === undefined ? null : [entry.login, entry.password];
    });
    expect(ours).toEqual(expected);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('netrcEntry returns the requested login of a host with several', () => {
  const netrc = parseNetrc('machine h login a password 1 machine h login b password 2');
  expect(netrcEntry(netrc, 'H', 'b')).toEqual({ login: 'b', password: '2' });
  expect(netrcEntry(netrc, 'h', 'c')).toBeUndefined();
});

it('without a file there are no logins', async () => {
  expect((await readNetrc({ NETRC: '/nowhere/netrc' })).size).toBe(0);
});
