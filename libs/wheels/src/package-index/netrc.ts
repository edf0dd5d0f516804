import { homedir } from 'node:os';
import { join } from 'node:path';
import { readTextFile } from '@layerkit/artifact/text-file';
import { rememberCredentials } from '@layerkit/failure';

export interface NetrcEntry {
  readonly login: string;
  readonly password: string;
}

/** Logins by host. `''` stands for every other host. */
export type Netrc = ReadonlyMap<string, readonly NetrcEntry[]>;

/**
 * Reads the file that `NETRC` names, otherwise `.netrc` or `_netrc` in the home folder. Empty if there is none. No output
 * contains its passwords from now on.
 */
export const readNetrc = async (env: NodeJS.ProcessEnv): Promise<Netrc> => {
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  const paths = env['NETRC'] ? [env['NETRC']] : ['.netrc', '_netrc'].map((name) => join(home, name));
  for (const path of paths) {
    const text = await readTextFile(path).catch(() => undefined);
    if (text !== undefined) return remembered(parseNetrc(text));
  }
  return new Map();
};

const remembered = (netrc: Netrc): Netrc => {
  for (const entry of [...netrc.values()].flat())
    if (entry.password !== '') rememberCredentials(entry.login, entry.password);
  return netrc;
};

/**
 * Parses a netrc file like ftp(1) and Python’s netrc: `machine HOST login USER password SECRET` on any number of lines,
 * `default` for every other host, comments from #, macros up to an empty line. Unknown words are skipped.
 */
export const parseNetrc = (text: string): Netrc => {
  const found = new Map<string, NetrcEntry[]>();
  let entry: { login: string; password: string } | undefined;
  const words = wordsOf(withoutMacros(text));
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === 'machine' || word === 'default') {
      const host = word === 'default' ? '' : (words[(at += 1)] ?? '').toLowerCase();
      entry = { login: '', password: '' };
      const entries = found.get(host) ?? [];
      entries.push(entry);
      found.set(host, entries);
    } else if (word === 'login' || word === 'user') {
      if (entry !== undefined) entry.login = words[(at += 1)] ?? '';
    } else if (word === 'password') {
      if (entry !== undefined) entry.password = words[(at += 1)] ?? '';
    } else if (word === 'account') at += 1;
  }
  return found;
};

/** Drops each macro: its `macdef` line, and the lines up to an empty one. */
const withoutMacros = (text: string): string => {
  let inMacro = false;
  const kept = text.split('\n').filter((line) => {
    inMacro = inMacro ? line.trim() !== '' : /^\s*macdef\b/.test(line);
    return !inMacro;
  });
  return kept.join('\n');
};

/** Returns the entry of a host: the one for the login if given, otherwise the first. */
export const netrcEntry = (netrc: Netrc, host: string, login?: string): NetrcEntry | undefined =>
  (netrc.get(host.toLowerCase()) ?? netrc.get(''))?.find(
    (entry) => login === undefined || entry.login === login,
  );

/** Splits into words. Quoted words may contain spaces, and a backslash escapes a character. A # starts a comment only before a word. */
const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/#[^\n]*|"((?:\\.|[^"\\])*)"|((?:\\.|[^\s\\]|\\(?!.))+)/g)].flatMap(
    ([, quoted, plain]) => {
      const word = quoted ?? plain;
      return word === undefined ? [] : [word.replace(/\\(.)/g, '$1')];
    },
  );
