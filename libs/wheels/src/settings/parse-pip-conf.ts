/** The values of a section by option, in lowercase and with `-` for `_`. */
export type PipConf = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Parses a configuration file of pip like Python's `configparser.RawConfigParser`: `[section]`, `option = value` or
 * `option: value`, indented lines that continue a value, and comment lines that begin with # or ;. Empty lines in
 * a value are left out, and lines that Python refuses are skipped.
 */
export const parsePipConf = (text: string): PipConf => {
  const sections = new Map<string, Section>();
  let section: Section | undefined;
  let option: { readonly name: string; readonly indent: number } | undefined;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const content = line.trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) continue;
    const indent = line.length - line.trimStart().length;
    if (section !== undefined && option !== undefined && indent > option.indent) {
      section.get(option.name)?.push(content);
      continue;
    }
    const header = /^\[([^\]]+)\]/.exec(content)?.[1];
    if (header === undefined) option = section && readOption(section, content, indent);
    else {
      section = sections.get(header) ?? new Map();
      sections.set(header, section);
      option = undefined;
    }
  }
  return new Map(
    [...sections].map(([name, options]) => [
      name,
      new Map([...options].map(([key, lines]) => [key, lines.filter((line) => line !== '').join('\n')])),
    ]),
  );
};

/** The lines of each value. */
type Section = Map<string, string[]>;

const readOption = (section: Section, content: string, indent: number) => {
  const cut = content.search(/[=:]/);
  if (cut <= 0) return undefined;
  const name = content.slice(0, cut).trim().toLowerCase().replaceAll('_', '-').replace(/^--/, '');
  section.set(name, [content.slice(cut + 1).trim()]);
  return { name, indent };
};
