/**
 * The text with the credentials of every URL in it replaced: `https://user:secret@host/` becomes
 * `https://***@host/`. Index URLs may carry them (pip, "Basic HTTP authentication").
 */
export const redactCredentials = (text: string): string =>
  text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]+(?::[^\s/?#]*)?@/gi, '$1***@');
