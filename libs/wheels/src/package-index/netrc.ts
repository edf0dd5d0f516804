import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface NetrcEntry {
  readonly login: string;
  readonly password: string;
}

/** Logins by host; `''` is for every other. */
export type Netrc = ReadonlyMap<string, readonly NetrcEntry[]>;

/** The file that `NETRC` names, else `.netrc` in the home folder (on Windows also `_netrc`); empty without one. */
export const readNetrc = async (env: NodeJS.ProcessEnv): Promise<Netrc> => {
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  const paths = env['NETRC'] ? [env['NETRC']] : ['.netrc', '_netrc'].map((name) => join(home, name));
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return parseNetrc(text);
  }
  return new Map();
};

/**
 * Reads a netrc as ftp(1) and Python’s netrc do: `machine HOST login USER password SECRET`, over lines as one
 * likes, `default` for every other host, comments from #, macros up to an empty line. What it doesn't know it passes over.
 */
export const parseNetrc = (text: string): Netrc => {
  const found = new Map<string, NetrcEntry[]>();
  let entry: { login: string; password: string } | undefined;
  const words = wordsOf(text.replace(/^\s*macdef\b[^]*?(?:\n\s*\n|$(?![^]))/gm, '\n'));
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === 'machine' || word === 'default') {
      const host = word === 'default' ? '' : (words[(at += 1)] ?? '').toLowerCase();
      entry = { login: '', password: '' };
      found.set(host, [...(found.get(host) ?? []), entry]);
    } else if (word === 'login' || word === 'user') {
      if (entry !== undefined) entry.login = words[(at += 1)] ?? '';
    } else if (word === 'password') {
      if (entry !== undefined) entry.password = words[(at += 1)] ?? '';
    } else if (word === 'account') at += 1;
  }
  return found;
};

/** What a host is told: the entry for the login, where one is known already, else the first. */
export const netrcEntry = (netrc: Netrc, host: string, login?: string): NetrcEntry | undefined =>
  (netrc.get(host.toLowerCase()) ?? netrc.get(''))?.find(
    (entry) => login === undefined || entry.login === login,
  );

/** Words in quotes may hold blanks; a backslash keeps what follows it. A # inside a word is no comment. */
const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/#[^\n]*|"((?:\\.|[^"\\])*)"|((?:\\.|\S)+)/g)].flatMap(([, quoted, plain]) => {
    const word = quoted ?? plain;
    return word === undefined ? [] : [word.replace(/\\(.)/g, '$1')];
  });
