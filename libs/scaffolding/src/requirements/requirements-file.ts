import { posix } from 'node:path';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import {
  type RefusedRequirements,
  refusedRequirements,
  requirementsKindNamed,
  requirementsLabels,
} from '@layerkit/artifact/requirements-kinds';
import { LayerkitError } from '@layerkit/failure';
import { joinPathFragments, type Tree } from '@nx/devkit';
import { listOf } from '../project/list-of.ts';

/** The options of a generator that name requirements. */
export interface RequirementsOptions {
  readonly requirements?: string | undefined;
  readonly extras?: string | undefined;
  readonly groups?: string | undefined;
}

/** An existing file with requirements, and the extras and groups to add. */
export interface RequirementsFile {
  /** Relative to the workspace’s root. */
  readonly path: string;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
}

/**
 * Returns the file that `--requirements` names, or undefined if it names packages or nothing.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const requirementsFileOf = (
  tree: Tree,
  options: RequirementsOptions,
): RequirementsFile | undefined => {
  const text = (options.requirements ?? '').trim();
  const [extras, groups] = [listOf(options.extras) ?? [], listOf(options.groups) ?? []];
  if (!isFileName(text)) {
    if (extras.length + groups.length > 0) throw nothingToChooseFrom(text);
    return undefined;
  }
  const path = joinPathFragments(text).replace(/^\.\//, '');
  const refused = refusedRequirements(path);
  if (requirementsKindNamed(path) === undefined && refused !== undefined) throw notRead(text, refused);
  if (path.split('/').includes('..') || !tree.isFile(path)) throw missing(text);
  return { path, extras, groups };
};

/** Returns the field `requirements` of a definition for the file. */
export const requirementsField = (
  root: string,
  { path, extras, groups }: RequirementsFile,
): NonNullable<LayerDefinition['requirements']> => {
  const file = posix.relative(root, path);
  if (!file.startsWith('../') && extras.length + groups.length === 0) return file;
  return { file, extras: someOf(extras), groups: someOf(groups) };
};

const someOf = (names: readonly string[]): string[] | undefined =>
  names.length === 0 ? undefined : [...names];

/** Whether the text is a file name, which no package on an index has. */
const isFileName = (text: string): boolean =>
  /^[^,<>=@]+$/.test(text) &&
  (requirementsKindNamed(text) !== undefined || refusedRequirements(text) !== undefined);

const missing = (text: string): LayerkitError =>
  new LayerkitError({
    code: 'requirements/missing',
    message: `there is no file ${text} in the workspace, which --requirements names`,
    hint: 'Set it to a path relative to the workspace’s root, or to packages separated by commas: boto3,pydantic>=2,<3.',
  });

/** Returns the error for a file of another tool, with what to do instead. */
export const notRead = (text: string, { label, hint }: RefusedRequirements): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `--requirements names ${text}, which is ${label}: layerkit can’t read it`,
    hint,
  });

const nothingToChooseFrom = (text: string): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `--extras and --groups select from a file, but --requirements is ${text === '' ? 'not set' : `“${text}”`}`,
    hint: `Set --requirements to ${requirementsLabels('extras')}, relative to the workspace’s root. Write the extras of a package after its name: pydantic[email].`,
  });
