import { percentDecode } from './percent-decode.ts';
import { endOfSecret, spellingsOf, type Spellings } from './spellings.ts';

interface KnownSecret {
  readonly spellings: Spellings;
  /** Finds the places where the secret may begin. */
  readonly start: RegExp;
  readonly wholeWord: boolean;
}

/** The secrets that this process has read from its configuration. */
const known = new Map<string, KnownSecret>();

/** A shorter secret would hide ordinary text. It is hidden only as a part of a URL (see redact.ts). */
const shortest = 4;

/** A shorter secret is hidden only where no letter or digit is next to it, because digests and names may contain it. */
const shortestInWords = 8;

/** Remembers a secret, so that no output contains it. */
export const rememberSecret = (secret: string): void => {
  if (secret.length < shortest || known.has(secret)) return;
  const spellings = spellingsOf(secret);
  const first = spellings.slice(0, shortest).map((ways) => `(?:${ways.map(escapeRegExp).join('|')})`);
  const start = new RegExp(first.join(''), 'g');
  known.set(secret, { spellings, start, wholeWord: secret.length < shortestInWords });
};

/**
 * Remembers credentials, so that no output contains the password: as written, decoded, or in base64 for the Authorization
 * header. A user without a password is a token if it has at least 8 characters.
 */
export const rememberCredentials = (user: string, password: string): void => {
  const users = [user, percentDecode(user)];
  const passwords = [password, percentDecode(password), password.replace(/\\(.)/gs, '$1')];
  const secrets = password === '' ? users.filter(({ length }) => length >= shortestInWords) : passwords;
  secrets.forEach(rememberSecret);
  for (const one of users)
    for (const other of passwords)
      rememberSecret(
        Buffer.from(`${one}:${other}`)
          .toString('base64')
          .replace(/={1,2}$/, ''),
      );
};

/** Replaces each known secret, in any spelling, by `***`. */
export const hideKnownSecrets = (text: string): string => {
  const spans = [...known.values()].flatMap((secret) => spansOf(secret, text)).sort(([a], [b]) => a - b);
  let shown = '';
  let end = 0;
  for (const [from, to] of spans) {
    // Two secrets may overlap
    if (from > end || shown === '') shown += `${text.slice(end, from)}***`;
    end = Math.max(end, to);
  }
  return shown + text.slice(end);
};

type Span = readonly [from: number, to: number];

const spansOf = ({ spellings, start, wholeWord }: KnownSecret, text: string): readonly Span[] => {
  const spans: Span[] = [];
  start.lastIndex = 0;
  for (let found = start.exec(text); found !== null; found = start.exec(text)) {
    const from = found.index;
    const end = endOfSecret(text, from, spellings);
    const hidden = end !== undefined && !(wholeWord && isInWord(text, from, end));
    if (hidden) spans.push([from, end]);
    start.lastIndex = hidden ? end : from + 1;
  }
  return spans;
};

/** Whether a letter or digit is next to an end of the span that is one too. `%3A` before it is not a part of a word. */
const isInWord = (text: string, from: number, end: number): boolean => {
  const before = text.slice(Math.max(0, from - 3), from);
  const joins = (pair: string): boolean => /^[\p{L}\p{N}]{2}$/u.test(pair);
  return (
    (joins(text.slice(from - 1, from + 1)) && !/^%[0-9a-f]{2}$/i.test(before)) ||
    joins(text.slice(end - 1, end + 1))
  );
};

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
