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
    const [, name, module, extras] = shape.exec(line) ?? [];
    if (group === undefined || name === undefined || module === undefined) continue;
    found.push({ group, name, module, optional: extras !== undefined });
  }
  return found;
};

const shape = /^([^#;[=][^=]*?)\s*=\s*([\w.]+)\s*(?::\s*[\w.]*\s*)?(\[.*\])?\s*$/;
