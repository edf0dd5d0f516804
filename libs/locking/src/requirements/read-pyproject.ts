import { dirname, resolve } from 'node:path';
import type { PackagePlace, SourcePlaces } from '@layerkit/wheels/package-index';
import type { ProjectChoice } from './project-choice.ts';
import { limitsIn } from './project-requirements.ts';
import { projectFile } from './project-table.ts';
import type { Requirement, Requirements } from './read-requirements.ts';
import { separateLocals } from './separate-locals.ts';
import { invalidRequirements, readToml } from './read-toml.ts';
import { uvPlaces } from './uv-places.ts';
import { withoutCredentials } from './without-credentials.ts';

/**
 * Reads the requirements of a pyproject.toml: project.dependencies, the chosen extras (which may name other extras of
 * the project), and the chosen dependency groups (PEP 735). The lock stays fresh if only their order or other parts of
 * the file change.
 * @throws LayerkitError requirements/missing, requirements/invalid (every problem)
 */
export const readPyproject = async (projectRoot: string, choice: ProjectChoice): Promise<Requirements> => {
  const { file } = choice;
  const path = resolve(projectRoot, file);
  const found = await readToml(path, file, projectFile);
  const project = { found, folder: dirname(path) };
  const { requirements, references, paths, problems } = await separateLocals(project, choice);
  const uv = found.tool?.uv;
  const listOfUv = (list: 'constraint-dependencies' | 'override-dependencies'): readonly Requirement[] =>
    limitsIn(uv?.[list] ?? [], `${file}: tool.uv.${list}`, problems);
  const constraints = listOfUv('constraint-dependencies');
  const overrides = listOfUv('override-dependencies').map(({ text }) => text);
  const places = uvPlaces({
    file,
    folder: project.folder,
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
    paths: [path, ...paths],
    requirements,
    references,
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
  at === undefined ? text : text.replace(at.url, () => at.written ?? withoutCredentials(at.url));
