import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import type { ProjectChoice } from '../../requirements/project-choice.ts';
import type { StatedRequirement } from '../../requirements/pinned-graph.ts';
import { edgeOf, edgeOfText, type PoetryEdge } from './edges-of.ts';
import type { PoetryDependency } from './lock-table.ts';
import type { PoetryProject } from './project-file.ts';

export interface StatedByProject {
  readonly stated: readonly StatedRequirement[];
  readonly problems: readonly string[];
}

/**
 * Returns the requirements that a project of Poetry states: the main ones, and those of the chosen extras and groups.
 * @param file the name of the pyproject.toml in errors
 */
export const statedByProject = (
  found: PoetryProject,
  file: string,
  choice: ProjectChoice,
): StatedByProject => {
  const reading: Reading = { found, file, stated: [], problems: [], seen: new Set() };
  const { where = 'layer.json' } = choice;
  readMain(reading);
  for (const extra of choice.extras ?? []) readExtra(reading, normalizeProjectName(extra), where);
  for (const group of choice.groups ?? []) readGroup(reading, normalizeProjectName(group), where);
  const { stated, problems } = reading;
  return { stated, problems };
};

interface Reading {
  readonly found: PoetryProject;
  readonly file: string;
  readonly stated: StatedRequirement[];
  readonly problems: string[];
  /** The extras and groups that were read. They may include each other. */
  readonly seen: Set<string>;
}

type Table = Readonly<Record<string, readonly PoetryDependency[]>>;

const readMain = (reading: Reading): void => {
  const { project } = reading.found;
  const texts = project?.dynamic.includes('dependencies') === true ? undefined : project?.dependencies;
  if (texts === undefined) readTable(reading, required(mainTable(reading)), 'tool.poetry.dependencies');
  else readTexts(reading, texts, 'project.dependencies');
};

const mainTable = ({ found }: Reading): Table => found.tool?.poetry?.dependencies ?? {};

/** The table without optional requirements, which only extras add. */
const required = (table: Table): Table =>
  Object.fromEntries(
    Object.entries(table).map(([name, all]) => [name, all.filter((one) => one.optional !== true)]),
  );

const readTable = (reading: Reading, table: Table, field: string): void => {
  for (const [name, all] of Object.entries(table)) {
    if (name === 'python') continue;
    for (const one of all) take(reading, edgeOf(name, one), `${reading.file}: ${field}`);
  }
};

const readTexts = (reading: Reading, texts: readonly string[], field: string): void => {
  for (const text of texts) {
    const edge = edgeOfText(text);
    if ('edge' in edge && edge.edge.name === normalizeProjectName(reading.found.project?.name ?? '')) {
      for (const extra of edge.edge.extras) readExtra(reading, extra, `${reading.file}: ${field}`);
    } else take(reading, edge, `${reading.file}: ${field}`);
  }
};

const take = (reading: Reading, found: PoetryEdge, where: string): void => {
  if ('problem' in found) reading.problems.push(`${where}: ${found.problem}`);
  else reading.stated.push({ name: found.edge.name, text: found.text, where, edge: found.edge });
};

const readExtra = (reading: Reading, extra: string, where: string): void => {
  if (reading.seen.has(`extra ${extra}`)) return;
  reading.seen.add(`extra ${extra}`);
  const texts = reading.found.project?.['optional-dependencies'] ?? {};
  const names = reading.found.tool?.poetry?.extras ?? {};
  const own = names[extra];
  if (texts[extra] !== undefined) {
    readTexts(reading, texts[extra], `project.optional-dependencies.${extra}`);
  } else if (own === undefined) {
    const there = [...Object.keys(texts), ...Object.keys(names)];
    reading.problems.push(missing(`${where}: ${reading.file}`, `extra “${extra}”`, there));
  } else {
    const chosen = Object.entries(mainTable(reading)).filter(([name]) => own.includes(name));
    readTable(reading, Object.fromEntries(chosen), `tool.poetry.extras.${extra}`);
  }
};

const readGroup = (reading: Reading, group: string, where: string): void => {
  if (reading.seen.has(`group ${group}`)) return;
  reading.seen.add(`group ${group}`);
  const { found, file, problems } = reading;
  const groups = found.tool?.poetry?.group ?? {};
  const dev = group === 'dev' ? found.tool?.poetry?.['dev-dependencies'] : undefined;
  const standard = found['dependency-groups'][group];
  const own = groups[group];
  if (own === undefined && dev === undefined && standard === undefined) {
    const there = [...Object.keys(groups), ...Object.keys(found['dependency-groups'])];
    problems.push(missing(`${where}: ${file}`, `dependency group “${group}”`, there));
  }
  const texts = (standard ?? []).filter((line) => typeof line === 'string');
  readTexts(reading, texts, `dependency-groups.${group}`);
  readTable(reading, dev ?? {}, 'tool.poetry.dev-dependencies');
  readTable(reading, own?.dependencies ?? {}, `tool.poetry.group.${group}`);
  const included = (standard ?? []).flatMap((line) =>
    typeof line === 'string' ? [] : [line['include-group']],
  );
  for (const other of [...included, ...(own?.['include-groups'] ?? [])])
    readGroup(reading, other, `${file}: ${group}`);
};

const missing = (where: string, what: string, there: readonly string[]): string =>
  `${where} has no ${what}; it has ${there.length === 0 ? 'none' : [...new Set(there)].join(', ')}`;
