/** Decodes percent-encoded UTF-8 like pip (`urllib.parse.unquote`): `%` without two hexadecimal digits stays. */
export const percentDecode = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString());
