import { hideKnownSecrets } from './secrets/known-secrets.ts';

/**
 * Returns a text without the secrets that were read from the configuration, and without the credentials of URLs that no
 * configuration named: `https://user:secret@host/` becomes `https://***@host/`.
 */
export const redactCredentials = (text: string): string => hideCredentialsOfUrls(hideKnownSecrets(text));

const hideCredentialsOfUrls = (text: string): string => {
  if (!text.includes('://')) return text;
  const [before = '', ...urls] = text.split('://');
  return [before, ...urls.map(hideCredentials)].join('://');
};

/**
 * Hides the credentials at the start of a text after `://`. If the authority has an `@`, or a colon without a port, they
 * end at the last `@` of the word, because a password may contain `/`, `?`, `#` and `@`. If the word has none, a space
 * is a part of the password. So `https://user:secret@host/a@b` loses its host: that is better than to show a part of a
 * password. `https://host/a@b` and `http://host:80/@scope` stay: read as credentials, they would have a `/` in the name
 * of the user, or a password that begins with a port.
 */
const hideCredentials = (url: string): string => {
  const [word = ''] = url.split(/\s/, 1);
  const [authority = ''] = word.split(/[/?#]/, 1);
  if (!authority.includes('@') && ordinaryAuthority.test(authority)) return url;
  const [line = ''] = url.split(/[\r\n]/, 1);
  const end = [word.lastIndexOf('@'), line.lastIndexOf('@'), authority.length].find((at) => at >= 0) ?? 0;
  return `***${url.slice(end)}`;
};

/** A host, with a port that may be missing; quotes and other punctuation may follow. An IPv6 address has brackets. */
const ordinaryAuthority = /^(?:\[[^\]]*\])?[^:]*(?::\d{0,5}(?:$|[\\)\]}>"'’”`,.;:…])|$)/;
