/** A line of `entry_points.txt` (entry points specification). */
export interface EntryPoint {
  readonly group: string;
  readonly name: string;
  /** `opentelemetry.context.contextvars_context` */
  readonly module: string;
  /** Whether it names extras that it needs. */
  readonly optional: boolean;
}

/** Reads `entry_points.txt` (entry points specification, "File format"). Invalid lines are skipped. */
export const parseEntryPoints = (text: string): readonly EntryPoint[] => {
  const found: EntryPoint[] = [];
  let group: string | undefined;
  for (const line of text.split(/\r?\n/).map((written) => written.trim())) {
    const section = /^\[(.*)\]$/.exec(line)?.[1];
    if (section !== undefined) group = section.trim();
    const point = parseLine(line);
    if (group !== undefined && point !== undefined) found.push({ group, ...point });
  }
  return found;
};

/** Reads `name = package.module:attribute [extra, …]`, without spaces around it. */
const parseLine = (line: string): Omit<EntryPoint, 'group'> | undefined => {
  const equals = line.indexOf('=');
  if (equals <= 0 || /^[#;[]/.test(line)) return undefined;
  const [, module, extras = ''] = reference.exec(line.slice(equals + 1)) ?? [];
  if (module === undefined || (extras !== '' && !extras.endsWith(']'))) return undefined;
  return { name: line.slice(0, equals).trim(), module, optional: extras !== '' };
};

/** A module, an attribute or none, and the text from the bracket on. */
const reference = /^\s*([\w.]+)\s*(?::\s*(?:[\w.]+\s*)?)?($|\[.*)/s;
