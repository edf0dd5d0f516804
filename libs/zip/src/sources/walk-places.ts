import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { caseClashes } from './case-clashes.ts';
import { isInside, walkSources, type SourceFile, type SourceTree } from './walk-sources.ts';

/** Folders and files of a project, relative to it, by their places in a zip. */
export type Places = Readonly<Record<string, string>>;

/**
 * Returns the files of all places with their names in the zip, sorted by their bytes, and every problem: paths that don’t
 * exist or lead out of the project, empty folders, and names that exclude each other.
 */
export const walkPlaces = async (projectRoot: string, places: Places): Promise<SourceTree> => {
  const root = await realpath(projectRoot);
  const trees = await Promise.all(
    Object.entries(places).map(([place, from]) => walkPlace(root, place, from)),
  );
  const files = trees
    .flatMap((tree) => tree.files)
    .map((file) => ({ file, bytes: Buffer.from(file.name) }))
    .sort((a, b) => a.bytes.compare(b.bytes))
    .map(({ file }) => file);
  const names = files.map(({ name }) => name);
  const problems = [
    ...trees.flatMap((tree) => tree.problems),
    ...names.filter((name, at) => name === names[at - 1]).map((name) => `${name} comes from two places`),
    ...fileAndFolder(names),
    ...caseClashes([...new Set(names)]),
  ];
  return { files, problems };
};

const walkPlace = async (root: string, place: string, from: string): Promise<SourceTree> => {
  const path = await realpath(join(root, from)).catch(() => undefined);
  if (path === undefined) return problem(place, `${from} does not exist`);
  if (!isInside(root, path)) return problem(place, `${from} is a link to a path outside the project`);
  const kind = await stat(path);
  if (kind.isFile()) return { files: [{ name: place, path }], problems: [] };
  if (!kind.isDirectory()) return problem(place, `${from} is neither a file nor a folder`);
  const { files, problems } = await walkSources(path);
  if (files.length + problems.length === 0) return problem(place, `${from} contains no files`);
  return {
    files: files.map((file) => below(place, file)),
    problems: problems.map((one) => `${place}: ${one}`),
  };
};

const problem = (place: string, text: string): SourceTree => ({
  files: [],
  problems: [`${place}: ${text}`],
});

const below = (place: string, { name, path }: SourceFile): SourceFile => ({ name: `${place}/${name}`, path });

/** Returns a problem for each name that is a file here and a folder there. */
export const fileAndFolder = (names: readonly string[]): readonly string[] => {
  const files = new Set(names);
  const folders = names.flatMap((name) => {
    const parts = name.split('/').slice(0, -1);
    return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
  });
  return [...new Set(folders)]
    .filter((folder) => files.has(folder))
    .map((folder) => `${folder} is a file in one place and a folder in another`);
};
