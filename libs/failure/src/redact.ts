/**
 * Replaces the credentials of every URL in a text: `https://user:secret@host/` becomes `https://***@host/`. Index URLs
 * may contain them (pip, "Basic HTTP authentication").
 */
export const redactCredentials = (text: string): string =>
  text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]+(?::[^\s/?#]*)?@/gi, '$1***@');
