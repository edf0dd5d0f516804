import { dirname, resolve } from 'node:path';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import type { PackagePlace, SourcePlaces } from '@layerkit/wheels/package-index';
import { bothMarkers, underMarker } from './marker.ts';
import { parseLine } from './parse-line.ts';
import { projectFile, type ProjectFile } from './project-table.ts';
import type { Requirement, Requirements } from './read-requirements.ts';
import { invalidRequirements, readToml } from './read-toml.ts';
import { uvPlaces } from './uv-places.ts';
import { withoutCredentials } from './without-credentials.ts';

/** The parts of a project’s file to lock. */
export interface ProjectChoice {
  readonly file: string;
  readonly extras?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

/**
 * Reads the requirements of a pyproject.toml: project.dependencies, the chosen extras (which may name other extras of
 * the project), and the chosen dependency groups (PEP 735). The lock stays fresh if only their order or other parts of
 * the file change.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem)
 */
export const readPyproject = async (projectRoot: string, choice: ProjectChoice): Promise<Requirements> => {
  const { file } = choice;
  const found = await readToml(resolve(projectRoot, file), file, projectFile);
  const reading: Reading = { file, found, problems: [], requirements: [], seen: new Set(), open: new Set() };
  readProject(reading, choice);
  const uv = found.tool?.uv;
  const listOfUv = (list: 'constraint-dependencies' | 'override-dependencies'): readonly Requirement[] =>
    (uv?.[list] ?? []).flatMap((text) => parseOne(reading, text, `${file}: tool.uv.${list}`));
  const constraints = listOfUv('constraint-dependencies');
  const overrides = listOfUv('override-dependencies').map(({ text }) => text);
  const { requirements, problems } = reading;
  const path = resolve(projectRoot, file);
  const places = uvPlaces({
    file,
    folder: dirname(path),
    indexes: uv?.index ?? [],
    sources: uv?.sources ?? {},
    names: new Set(requirements.map(({ name }) => name)),
    extras: choice.extras,
    groups: choice.groups,
    problems,
  });
  if (problems.length > 0) throw invalidRequirements(file, problems);
  const digested = {
    requirements: sortedTexts(requirements),
    constraints: sortedTexts(constraints),
    ...digestedPlaces(places),
    ...(overrides.length > 0 ? { overrides: [...overrides].sort() } : {}),
  };
  return {
    file,
    paths: [path],
    requirements,
    constraints,
    overrides,
    places,
    texts: [JSON.stringify(digested)],
    requiresPython: found.project?.['requires-python'],
  };
};

/** Returns the places of single packages, without credentials. The URLs of shared indexes may differ between machines. */
const digestedPlaces = ({ packages }: SourcePlaces): object => {
  if (packages.size === 0) return {};
  const of = (place: PackagePlace): readonly string[] =>
    'indexes' in place
      ? place.indexes.map(({ url, marker = '' }) => `${withoutCredentials(url)} ${marker}`)
      : [];
  return { places: [...packages].map(([name, place]) => [name, ...of(place)].join(' ')).sort() };
};

/** Returns the texts without credentials, because they reach the digest in a lock. */
export const sortedTexts = (lines: readonly Requirement[]): readonly string[] =>
  [...new Set(lines.map(digestedText))].sort();

const digestedText = ({ text, at }: Requirement): string =>
  at === undefined ? text : text.replace(at.url, () => withoutCredentials(at.url));

interface Reading {
  readonly file: string;
  readonly found: ProjectFile;
  readonly problems: string[];
  readonly requirements: Requirement[];
  readonly seen: Set<string>;
  /** The extras that are being read. */
  readonly open: Set<string>;
}

const readProject = (reading: Reading, { extras = [], groups = [] }: ProjectChoice): void => {
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
  for (const extra of extras) takeExtra(reading, extra, { where: 'layer.json' });
  for (const group of groups) takeGroup(reading, group, 'layer.json');
};

/** The place of a requirement, and the marker under which it applies. */
interface Place {
  readonly where: string;
  readonly marker?: string | undefined;
}

const take = (reading: Reading, text: string, { where, marker }: Place): void => {
  for (const requirement of parseOne(reading, text, where)) {
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

const parseOne = (reading: Reading, text: string, where: string): readonly Requirement[] => {
  const parsed = parseLine(text.trim());
  if (parsed.kind === 'requirement') return [{ name: parsed.name, text: parsed.text, at: parsed.at, where }];
  const problem = parsed.kind === 'problem' ? parsed.problem : `“${text}” is an option, not a requirement`;
  reading.problems.push(`${where}: ${problem}`);
  return [];
};

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
