import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import type { LocalReference } from './local-package.ts';
import { localRequirement } from './local-requirement.ts';
import { bothMarkers, underMarker } from './marker.ts';
import { parseLine } from './parse-line.ts';
import type { ProjectChoice } from './project-choice.ts';
import type { ProjectFile } from './project-table.ts';
import type { Requirement } from './requirement.ts';

/** The file of a project. */
export interface OpenedProject {
  readonly found: ProjectFile;
  /** Absolute. Paths are relative to it. */
  readonly folder: string;
}

export interface StatedByProject {
  readonly requirements: readonly Requirement[];
  /** The folders that they name. */
  readonly references: readonly LocalReference[];
  readonly problems: readonly string[];
}

/**
 * Returns the requirements that a pyproject.toml states: project.dependencies, the chosen extras (which may name other
 * extras of the project), and the chosen dependency groups (PEP 735).
 */
export const statedByProject = (project: OpenedProject, choice: ProjectChoice): StatedByProject => {
  const { file } = choice;
  const reading: Reading = {
    ...project,
    ...{ file, problems: [], requirements: [], references: [], seen: new Set(), open: new Set() },
  };
  readProject(reading, choice);
  const { requirements, references, problems } = reading;
  return { requirements, references, problems };
};

/** Returns the requirements in a list of `tool.uv`, which only limit versions. */
export const limitsIn = (
  texts: readonly string[],
  where: string,
  problems: string[],
): readonly Requirement[] =>
  texts.flatMap((text) => {
    const parsed = parseLine(text.trim());
    if (parsed.kind === 'requirement')
      return [{ name: parsed.name, text: parsed.text, at: parsed.at, where }];
    problems.push(`${where}: ${problemOf(parsed, text)}`);
    return [];
  });

interface Reading extends OpenedProject {
  readonly file: string;
  readonly problems: string[];
  readonly requirements: Requirement[];
  readonly references: LocalReference[];
  readonly seen: Set<string>;
  /** The extras that are being read. */
  readonly open: Set<string>;
}

const readProject = (
  reading: Reading,
  { extras = [], groups = [], where = 'layer.json' }: ProjectChoice,
): void => {
  const { found, file, problems } = reading;
  const { project } = found;
  if (project === undefined && groups.length === 0) {
    problems.push(`${file}: it has no [project] table, and layer.json names no dependency group`);
  }
  if (project?.dynamic.includes('dependencies') === true) {
    problems.push(`${file}: project.dependencies is dynamic: only its build backend knows it`);
  }
  for (const text of project?.dependencies ?? [])
    take(reading, text, { where: `${file}: project.dependencies` });
  for (const extra of extras) takeExtra(reading, extra, { where });
  for (const group of groups) takeGroup(reading, group, where);
};

/** The place of a requirement, and the marker under which it applies. */
interface Place {
  readonly where: string;
  readonly marker?: string | undefined;
}

const take = (reading: Reading, text: string, { where, marker }: Place): void => {
  for (const requirement of parseOne(reading, text, { where, marker })) {
    if (requirement.name !== normalizeProjectName(reading.found.project?.name ?? '')) {
      reading.requirements.push({ ...requirement, text: underMarker(text, marker) });
      continue;
    }
    // A requirement on the project itself adds its extras
    const [, extras = ''] = /^[^[;]*\[([^\]]*)\]/.exec(text) ?? [];
    const [, own] = text.split(/;(.*)/s);
    const both = bothMarkers(own?.trim(), marker);
    for (const extra of extras.split(',').map((name) => name.trim())) {
      if (extra !== '') takeExtra(reading, extra, { where, marker: both });
    }
  }
};

const parseOne = (reading: Reading, text: string, { where, marker }: Place): readonly Requirement[] => {
  const parsed = parseLine(text.trim());
  if (parsed.kind === 'requirement') return [{ name: parsed.name, text: parsed.text, at: parsed.at, where }];
  if (parsed.kind !== 'local') {
    reading.problems.push(`${where}: ${problemOf(parsed, text)}`);
    return [];
  }
  const local = localRequirement(parsed, { folder: reading.folder, where });
  if ('requirement' in local) return [local.requirement];
  if ('problem' in local) reading.problems.push(local.problem);
  else {
    const { reference } = local;
    reading.references.push({ ...reference, marker: bothMarkers(reference.marker, marker) });
  }
  return [];
};

const problemOf = (parsed: ReturnType<typeof parseLine>, text: string): string =>
  parsed.kind === 'problem' ? parsed.problem : `“${text}” is not a requirement by name or URL`;

const takeExtra = (reading: Reading, extra: string, { where, marker }: Place): void => {
  const name = normalizeProjectName(extra);
  const key = `extra ${name} ${marker ?? ''}`;
  // Extras may name each other. Another round would only add conditions to the same requirements
  if (reading.seen.has(key) || reading.open.has(name)) return;
  reading.seen.add(key);
  reading.open.add(name);
  const extras = reading.found.project?.['optional-dependencies'] ?? {};
  const lines = byName(extras, extra);
  if (lines === undefined) reading.problems.push(`${where}: ${missing(reading, `extra “${extra}”`, extras)}`);
  for (const text of lines ?? []) {
    take(reading, text, { where: `${reading.file}: project.optional-dependencies.${extra}`, marker });
  }
  reading.open.delete(name);
};

const takeGroup = (reading: Reading, group: string, where: string): void => {
  const key = `group ${normalizeProjectName(group)}`;
  if (reading.seen.has(key)) return;
  reading.seen.add(key);
  const groups = reading.found['dependency-groups'];
  const lines = byName(groups, group);
  if (lines === undefined) {
    reading.problems.push(`${where}: ${missing(reading, `dependency group “${group}”`, groups)}`);
  }
  const at = `${reading.file}: dependency-groups.${group}`;
  for (const line of lines ?? []) {
    if (typeof line === 'string') take(reading, line, { where: at });
    else takeGroup(reading, line['include-group'], at);
  }
};

const byName = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.entries(table).find(([key]) => normalizeProjectName(key) === normalizeProjectName(name))?.[1];

const missing = (reading: Reading, what: string, table: object): string => {
  const there = Object.keys(table);
  return `${reading.file} has no ${what}; it has ${there.length === 0 ? 'none' : there.join(', ')}`;
};
