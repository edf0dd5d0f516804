import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { isLeftOut } from './left-out-names.ts';

export interface SourceFile {
  /** Below the sources' folder, with `/` between its parts; composed (NFC), as file systems disagree about it. */
  readonly name: string;
  readonly path: string;
}

export interface SourceTree {
  /** Sorted by the bytes of their names. */
  readonly files: readonly SourceFile[];
  readonly problems: readonly string[];
}

/** Whether something is left out, by its name from the root and by whether it is a folder. */
export type LeavesOut = (name: string, isFolder: boolean) => boolean;

interface Walk {
  readonly root: string;
  readonly leavesOut: LeavesOut;
  readonly files: SourceFile[];
  readonly problems: string[];
}

interface Folder {
  readonly name: string;
  readonly path: string;
  /** Real paths of the folders on the way here: a link to one of them has no end. */
  readonly above: readonly string[];
}

/**
 * Every file below a folder, in an order that no file system has a say in. Links inside the folder count as
 * what they lead to; a link that leaves it, or leads nowhere, or in a circle, is a problem.
 */
export const walkSources = async (
  directory: string,
  leavesOut: LeavesOut = leftOutByName,
): Promise<SourceTree> => {
  const root = await realpath(directory);
  const walk: Walk = { root, leavesOut, files: [], problems: [] };
  await walkFolder(walk, { name: '', path: root, above: [root] });
  const files = walk.files
    .map((file) => ({ file, bytes: Buffer.from(file.name) }))
    .sort((a, b) => a.bytes.compare(b.bytes))
    .map(({ file }) => file);
  return { files, problems: [...walk.problems, ...twins(files)].sort() };
};

/** Two names that are one once composed; a file system that composes names itself can’t have both. */
const twins = (files: readonly SourceFile[]): readonly string[] =>
  files
    .filter(({ name }, at) => name === files[at - 1]?.name)
    .map(({ name }) => `${name} is there twice, spelt with different characters (Unicode)`);

/** What tools leave beside sources, whatever it lies in. */
export const leftOutByName: LeavesOut = (name, isFolder) =>
  isLeftOut(name.slice(name.lastIndexOf('/') + 1), isFolder);

const walkFolder = async (walk: Walk, folder: Folder): Promise<void> => {
  for (const entry of await readdir(folder.path, { withFileTypes: true })) {
    const name = `${folder.name}${entry.name}`.normalize('NFC');
    const path = join(folder.path, entry.name);
    if (entry.isSymbolicLink()) await walkLink(walk, { ...folder, name, path });
    else await walkFound(walk, { ...folder, name, path }, entry);
  }
};

interface Kind {
  isDirectory(): boolean;
  isFile(): boolean;
}

const walkFound = async (walk: Walk, found: Folder, kind: Kind): Promise<void> => {
  const ownName = found.name.slice(found.name.lastIndexOf('/') + 1);
  if (walk.leavesOut(found.name, kind.isDirectory())) return;
  // eslint-disable-next-line no-control-regex -- it is control characters that are looked for
  if (/[\u0000-\u001f\u007f\\:\ufffd]/.test(ownName)) {
    walk.problems.push(
      `${JSON.stringify(found.name)} has a character that not every system can have in a name`,
    );
  } else if (kind.isDirectory()) {
    await walkFolder(walk, { ...found, name: `${found.name}/`, above: [...found.above, found.path] });
  } else if (kind.isFile()) {
    walk.files.push({ name: found.name, path: found.path });
  } else {
    walk.problems.push(`${found.name} is neither a file nor a folder`);
  }
};

const walkLink = async (walk: Walk, link: Folder): Promise<void> => {
  // wherever it leads: a folder of tools may well be a link
  if (walk.leavesOut(link.name, true)) return;
  const path = await realpath(link.path).catch(() => undefined);
  if (path === undefined) walk.problems.push(`${link.name} is a link that leads nowhere`);
  else if (!isInside(walk.root, path)) walk.problems.push(`${link.name} is a link that leaves the folder`);
  else if (link.above.includes(path)) walk.problems.push(`${link.name} is a link to a folder above it`);
  else await walkFound(walk, { ...link, path }, await stat(path));
};

/** Whether a path is a folder, or below it; links have to be resolved before. */
export const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};
