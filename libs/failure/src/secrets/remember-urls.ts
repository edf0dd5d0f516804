import { rememberCredentials, rememberSecret } from './known-secrets.ts';

/**
 * Remembers the credentials of all URLs in a configured text: a variable, a requirements file, a TOML or JSON file. A
 * password may contain characters that end the authority of a URL, such as `#`, `/` and spaces. So if several `@` can
 * end it, each reading counts: hiding too much is harmless.
 */
export const rememberUrls = (text: string): void => {
  for (const piece of text.split('://').slice(1)) {
    const [line = ''] = piece.split(/[\r\n]/, 1);
    const [authority = ''] = line.split(/[\s/?#]/, 1);
    for (const end of new Set([authority.indexOf('@'), authority.lastIndexOf('@'), line.lastIndexOf('@')]))
      if (end >= 0) rememberUserInfo(line.slice(0, end), authority.length);
  }
};

const rememberUserInfo = (userInfo: string, authorityEnd: number): void => {
  const colon = userInfo.indexOf(':');
  // An @ in the path of a URL, or in the words after one: https://host/a@b, “https://host: ask a@b”
  if (colon === -1 ? userInfo.length > authorityEnd : colon > authorityEnd) return;
  if (/\s/.test(userInfo.charAt(colon + 1))) return;
  const [user, password] =
    colon === -1 ? [userInfo, ''] : [userInfo.slice(0, colon), userInfo.slice(colon + 1)];
  rememberCredentials(user, password);
  partsOf(password).forEach(rememberSecret);
};

/**
 * Returns the parts that programs may show alone, because they end a URL or a variable at these characters. A part that
 * looks like a port is not secret.
 */
const partsOf = (password: string): readonly string[] =>
  [...password.split(/\s+/), password.slice(0, password.search(/[\s/?#]|$/))].filter(
    (part) => !/^\d{1,5}$/.test(part),
  );
