import { posix } from 'node:path';
import { requirementsKindNamed, requirementsLabels, type LayerDefinition } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { listOf } from '@layerkit/scaffolding';
import { joinPathFragments, type Tree } from '@nx/devkit';
import type { LayerGeneratorSchema } from './schema.d.ts';

/** A file that is there, and what of it goes into the layer. */
export interface RequirementsFile {
  /** From the workspace’s root. */
  readonly path: string;
  readonly extras: readonly string[];
  readonly groups: readonly string[];
}

/**
 * The file that `--requirements` names; undefined where it names packages, or nothing.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const requirementsFileOf = (
  tree: Tree,
  options: Pick<LayerGeneratorSchema, 'requirements' | 'extras' | 'groups'>,
): RequirementsFile | undefined => {
  const text = (options.requirements ?? '').trim();
  const [extras, groups] = [listOf(options.extras) ?? [], listOf(options.groups) ?? []];
  if (!isFileName(text)) {
    if (extras.length + groups.length > 0) throw nothingToChooseFrom(text);
    return undefined;
  }
  const path = joinPathFragments(text).replace(/^\.\//, '');
  if (requirementsKindNamed(path) === undefined) throw notRead(text);
  if (path.split('/').includes('..') || !tree.isFile(path)) throw missing(text);
  return { path, extras, groups };
};

/** What layer.json says of it. */
export const statedRequirements = (
  root: string,
  { path, extras, groups }: RequirementsFile,
): NonNullable<LayerDefinition['requirements']> => {
  const file = posix.relative(root, path);
  if (!file.startsWith('../') && extras.length + groups.length === 0) return file;
  return { file, extras: someOf(extras), groups: someOf(groups) };
};

const someOf = (names: readonly string[]): string[] | undefined =>
  names.length === 0 ? undefined : [...names];

/** No package on an index is called like that; other tools lock in a .lock. */
const isFileName = (text: string): boolean =>
  /^[^,<>=@]+$/.test(text) && (requirementsKindNamed(text) !== undefined || text.endsWith('.lock'));

const missing = (text: string): LayerkitError =>
  new LayerkitError({
    code: 'requirements/missing',
    message: `--requirements names ${text}, and no file of the workspace is there`,
    hint: 'Give the path from the workspace’s root, or the packages themselves, with commas between them: boto3,pydantic>=2,<3.',
  });

const notRead = (text: string): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `--requirements names ${text}, which nothing here reads`,
    hint: `Name ${requirementsLabels()}; other tools can export the first.`,
  });

const nothingToChooseFrom = (text: string): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `--extras and --groups choose from a file, and --requirements names ${text === '' ? 'nothing' : `“${text}”`}`,
    hint: `Name ${requirementsLabels('extras')}, from the workspace’s root; extras of a package stand behind its name: pydantic[email].`,
  });
