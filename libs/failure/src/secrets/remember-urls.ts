import { rememberCredentials, rememberSecret } from './known-secrets.ts';

/**
 * Remembers the credentials of all URLs in a configured text: a variable, a requirements file, a TOML or JSON file. A
 * password may contain characters that end the authority of a URL, such as `#`, `/` and spaces. WHATWG (uv, Node.js) and
 * Python’s `urlsplit` (pip) end the authority at the first `/`, `?` or `#`, and the credentials at its last `@`. The
 * user may mean a later `@`, also one after another `://`. Each reading counts: hiding too much is harmless.
 */
export const rememberUrls = (text: string): void => text.split(/[\r\n]/).forEach(rememberUrlsOfLine);

const rememberUrlsOfLine = (line: string): void => {
  const pieces = line.split('://').slice(1);
  pieces.forEach(rememberUrl);
  for (let at = 0; at < pieces.length; at += 1) {
    const from = at;
    while (at < pieces.length - 1 && isInPassword(pieces[at] ?? '')) at += 1;
    if (at > from) rememberUrl(pieces.slice(from, at + 1).join('://'));
  }
};

/** Remembers the credentials of one URL, given what follows its `://`. */
const rememberUrl = (url: string): void => {
  const authority = authorityOf(url);
  // The last @ may precede a commit: git+https://user:password@host/repository@commit
  const ends = [authority.indexOf('@'), authority.lastIndexOf('@'), url.indexOf('@'), url.lastIndexOf('@')];
  for (const end of new Set(ends)) if (end >= 0) rememberUserInfo(url.slice(0, end), authority);
};

const authorityOf = (url: string): string => url.split(/[\s/?#]/, 1)[0] ?? '';

/**
 * Whether the `://` that follows a piece may be a part of a password. It is not if the piece has no `user:`, or if it is
 * a complete URL and ends with the scheme of another one, as in a list.
 */
const isInPassword = (piece: string): boolean => {
  const authority = authorityOf(piece);
  if (!authority.includes(':')) return false;
  const isComplete = piece.includes('@') || /:\d{0,5}$/.test(authority);
  return !isComplete || !/[^\w:@/+.-][a-z][a-z\d+.-]*$/i.test(piece.slice(-longestScheme));
};

const longestScheme = 20;

const rememberUserInfo = (userInfo: string, authority: string): void => {
  const colon = userInfo.indexOf(':');
  // An @ in the path of a URL, or in the words after one: https://host/a@b, “https://host: ask a@b”
  if (colon === -1 ? userInfo.length > authority.length : colon > authority.length) return;
  if (/\s/.test(userInfo.charAt(colon + 1))) return;
  const [user, password] =
    colon === -1 ? [userInfo, ''] : [userInfo.slice(0, colon), userInfo.slice(colon + 1)];
  rememberCredentials(user, password);
  partsOf(password).forEach(rememberSecret);
  if (userInfo.length > authority.length) restsOf(userInfo, authority).forEach(rememberSecret);
};

/**
 * Returns the parts that programs may show alone, because they end a URL or a variable at these characters. A part that
 * looks like a port is not secret.
 */
const partsOf = (password: string): readonly string[] => {
  const [first = ''] = password.split(/[\s/?#]/, 1);
  return [...password.split(/\s+/), first, first.replace(/:$/, '')].filter((part) => !/^\d{1,5}$/.test(part));
};

/**
 * Returns what programs show if they end the credentials at the last `@` of the authority: the text after it as host and
 * path, or the text after the authority as path, query or fragment. The `@` tells it from the same text elsewhere,
 * because `https://user:password@host/path@v1` may also have a path.
 */
const restsOf = (userInfo: string, authority: string): readonly string[] => [
  `${userInfo.slice(authority.lastIndexOf('@') + 1)}@`,
  `${userInfo.slice(authority.length).replace(/^[\s/?#]+/, '')}@`,
];
