import { resolve } from 'node:path';
import { normalizeProjectName, parseRequirement } from '@layerkit/platform-resolution/requirements';
import type { LocalReference } from './local-package.ts';
import { localRequirement } from './local-requirement.ts';
import { bothMarkers } from './marker.ts';
import { parseLocal } from './parse-local.ts';
import type { ProjectChoice } from './project-choice.ts';
import { statedByProject, type OpenedProject, type StatedByProject } from './project-requirements.ts';
import type { Requirement } from './requirement.ts';
import { isChosen, localSource, type LocalSource } from './uv-local-sources.ts';
import { findUvWorkspace, memberCalled, type UvWorkspace } from './uv-workspace.ts';

export interface SeparatedRequirements extends StatedByProject {
  /** Other files that were read. */
  readonly paths: readonly string[];
  readonly problems: string[];
}

/**
 * Returns the requirements of a project, separated into those from elsewhere and the local ones: paths, and those that
 * `tool.uv.sources` of the project or of its uv workspace takes from a folder (uv, "Dependency sources").
 */
export const separateLocals = async (
  project: OpenedProject,
  choice: ProjectChoice,
): Promise<SeparatedRequirements> => {
  const stated = statedByProject(project, choice);
  const problems = [...stated.problems];
  const workspace = await findUvWorkspace(project);
  const own = project.found.tool?.uv?.sources ?? {};
  const sources = byNormalizedName({ ...workspace?.sources, ...own });
  const references = [...stated.references];
  const requirements: Requirement[] = [];
  for (const requirement of stated.requirements) {
    const locals = (sources.get(requirement.name) ?? []).filter((source) => isChosen(source, choice));
    for (const source of locals) {
      const found = await resolveSource(requirement, source, { project, workspace });
      if ('reference' in found) references.push(found.reference);
      else if ('requirement' in found) requirements.push(found.requirement);
      else problems.push(found.problem);
    }
    // Under other markers the package may come from an index
    if (locals.every(({ marker }) => marker !== undefined)) requirements.push(requirement);
  }
  const paths = workspace === undefined || workspace.folder === project.folder ? [] : [workspace.file];
  return { requirements, references, paths, problems };
};

const byNormalizedName = (table: Readonly<Record<string, unknown>>): ReadonlyMap<string, LocalSource[]> =>
  new Map(
    Object.entries(table).map(([name, source]) => [
      normalizeProjectName(name),
      [source].flat().flatMap((one) => localSource.safeParse(one).data ?? []),
    ]),
  );

interface Surroundings {
  readonly project: OpenedProject;
  readonly workspace: UvWorkspace | undefined;
}

const resolveSource = async (
  { name, text, where }: Requirement,
  source: LocalSource,
  { project, workspace }: Surroundings,
): Promise<ReturnType<typeof localRequirement>> => {
  const [, own] = text.split(/;(.*)/s);
  const marker = bothMarkers(own?.trim(), source.marker);
  const extras = parseRequirement(text)?.extras ?? [];
  if (source.path !== undefined) {
    // uv reads the paths of a workspace’s own sources relative to the workspace
    const isOwn = Object.keys(project.found.tool?.uv?.sources ?? {}).some(
      (key) => normalizeProjectName(key) === name,
    );
    const folder = isOwn ? project.folder : (workspace?.folder ?? project.folder);
    const parsed = parseLocal(`${name} @ ${source.path}`);
    if (parsed === undefined || parsed.kind === 'problem')
      return { problem: `${where}: ${parsed?.problem ?? `“${source.path}” is not a path`}` };
    return localRequirement({ ...parsed, extras, marker }, { folder, where });
  }
  const path = workspace === undefined ? undefined : await memberCalled(workspace, name);
  const reference: LocalReference = { path: resolve(path ?? ''), name, extras, marker, where };
  return path === undefined
    ? { problem: `${where}: ${name} is not a member of a uv workspace that this project belongs to` }
    : { reference };
};
