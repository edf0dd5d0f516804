/** The fields of core metadata that an audit needs (core metadata specification; PEP 566). */
export interface CoreMetadata {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly requires: readonly string[];
  readonly requiresPython: string | undefined;
}

/** Reads the headers of METADATA or PKG-INFO. It ignores the description after the first empty line. */
export const parseMetadata = (content: Buffer): CoreMetadata => {
  const fields = fieldsOf(headOf(content));
  const first = (name: string): string | undefined =>
    fields.find(([field]) => field === name)?.[1] || undefined;
  return {
    name: first('name'),
    version: first('version'),
    requires: fields.filter(([field]) => field === 'requires-dist').map(([, value]) => value),
    requiresPython: first('requires-python'),
  };
};

const headOf = (content: Buffer): string => {
  const ends = ['\n\n', '\r\n\r\n'].map((end) => content.indexOf(end)).filter((at) => at >= 0);
  return content.toString('utf8', 0, ends.length === 0 ? content.length : Math.min(...ends));
};

/** A line that begins with a space continues the previous field (RFC 822, 3.1.1). */
const fieldsOf = (head: string): readonly (readonly [string, string])[] =>
  head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .map((line) => /^([\w-]+):(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name = '', value = '']) => [name.toLowerCase(), value.trim()] as const);
