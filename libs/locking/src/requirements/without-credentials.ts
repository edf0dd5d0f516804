/** Returns a URL without user and password, which must not reach a digest in a lock. */
export const withoutCredentials = (url: string): string => url.replace(/^([a-z+]+:\/\/)[^/?#]*@/i, '$1');
