import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { isLeftOut } from './left-out-names.ts';

export interface SourceFile {
  /**
   * The path below the source folder, with `/` between its parts, composed (NFC), because file systems differ
   * in this.
   */
  readonly name: string;
  readonly path: string;
}

export interface SourceTree {
  /** Files sorted by the bytes of their names. */
  readonly files: readonly SourceFile[];
  readonly problems: readonly string[];
}

/** Returns whether a path below the root is left out, by its name and by whether it is a folder. */
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
  /** The real paths of the folders above. A link to one of them would never end. */
  readonly above: readonly string[];
}

/**
 * Returns every file below a folder, in an order that does not depend on the file system. A link inside the
 * folder counts as its destination. A link that is broken, circular or points outside the folder is a problem.
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

/**
 * Returns a problem for names that become equal when composed. A file system that composes names itself can’t
 * have both.
 */
const twins = (files: readonly SourceFile[]): readonly string[] =>
  files
    .filter(({ name }, at) => name === files[at - 1]?.name)
    .map(({ name }) => `${name} is there twice, in different Unicode forms`);

/** Leaves out what tools leave next to sources, in any folder. */
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
  // eslint-disable-next-line no-control-regex -- matches control characters on purpose
  if (/[\u0000-\u001f\u007f\\:\ufffd]/.test(ownName)) {
    walk.problems.push(
      `${JSON.stringify(found.name)} has a character that not every system allows in a name`,
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
  // Checked before the destination, because a tool’s folder may be a link.
  if (walk.leavesOut(link.name, true)) return;
  const path = await realpath(link.path).catch(() => undefined);
  if (path === undefined) walk.problems.push(`${link.name} is a broken link`);
  else if (!isInside(walk.root, path))
    walk.problems.push(`${link.name} is a link to a path outside the folder`);
  else if (link.above.includes(path)) walk.problems.push(`${link.name} is a link to a folder above it`);
  else await walkFound(walk, { ...link, path }, await stat(path));
};

/** Returns whether a path is a folder or below it. Links must be resolved first. */
export const isInside = (root: string, path: string): boolean => {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};
