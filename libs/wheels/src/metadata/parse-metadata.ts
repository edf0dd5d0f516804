/** The fields of core metadata that an audit needs (core metadata specification; PEP 566). */
export interface CoreMetadata {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly requires: readonly string[];
  readonly requiresPython: string | undefined;
}

/** The largest METADATA, RECORD or similar file that is read. Real ones have at most two million bytes. */
export const mostMetadataBytes = 1 << 22;

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

/** Lines may end in a carriage return alone, because Python reads the file so. Descriptions can be long. */
const headOf = (content: Buffer): string => {
  if (content.includes('\r')) return headIn(Buffer.from(content.toString().replace(/\r\n?/g, '\n')));
  return headIn(content);
};

const headIn = (content: Buffer): string => {
  const end = content[0] === newline ? 0 : content.indexOf('\n\n');
  return content.toString('utf8', 0, end < 0 ? content.length : end);
};

const newline = 0x0a;

/** A line that begins with a space continues the previous field (RFC 822, 3.1.1). */
const fieldsOf = (head: string): readonly (readonly [string, string])[] =>
  head
    .replace(/\n[ \t]+/g, ' ')
    .split('\n')
    .map((line) => /^([\w-]+):(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name = '', value = '']) => [name.toLowerCase(), value.trim()] as const);
