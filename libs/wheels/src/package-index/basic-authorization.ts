import { rememberCredentials } from '@layerkit/failure';

/** Returns the value of the Authorization header (RFC 7617). No output contains its credentials from now on. */
export const basicAuthorization = (user: string, password: string): string => {
  rememberCredentials(user, password);
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
};

/** Reads the credentials from an Authorization header; undefined if it has another scheme. */
export const credentialsOf = (authorization: string): { user: string; password: string } | undefined => {
  const [, encoded] = /^Basic (\S+)$/.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  const cut = text.indexOf(':');
  return { user: text.slice(0, cut), password: text.slice(cut + 1) };
};
