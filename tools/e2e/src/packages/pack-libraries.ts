import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { workspaceRoot } from '../workspace/copy-workspace.ts';

/** A library as users install it. */
export interface PackedLibrary {
  /** `@layerkit/layer` */
  readonly name: string;
  /** Path of its .tgz. */
  readonly tarball: string;
}

/**
 * Packs every compiled library into a folder with npm, as a release would.
 * @throws Error if a library is not compiled: the Nx target e2e runs `compile` first
 */
export const packLibraries = async (directory: string): Promise<readonly PackedLibrary[]> => {
  const compiled = join(workspaceRoot, 'dist', 'libs');
  const packed: PackedLibrary[] = [];
  for (const library of await publishedLibraries()) {
    const { stdout } = await execa('npm', ['pack', '--json', '--silent', '--pack-destination', directory], {
      cwd: join(compiled, library),
    });
    packed.push({ name: `@layerkit/${library}`, tarball: join(directory, fileNameIn(stdout)) });
  }
  return packed;
};

/** Returns the names of the folders in `libs` whose packages are published: those that are not private. */
export const publishedLibraries = async (): Promise<readonly string[]> => {
  const libraries = (await readdir(join(workspaceRoot, 'libs'))).sort();
  const isPublished = await Promise.all(
    libraries.map(async (library) => {
      const text = await readFile(join(workspaceRoot, 'libs', library, 'package.json'), 'utf8');
      return (JSON.parse(text) as { private?: boolean }).private !== true;
    }),
  );
  return libraries.filter((_, index) => isPublished[index]);
};

/**
 * Returns the name of the packed file. The form of npm’s answer depends on its version, but the name is always
 * in it.
 */
const fileNameIn = (answer: string): string => {
  const [fileName] = /[\w.-]+\.tgz/.exec(answer) ?? [];
  if (fileName === undefined) throw new Error(`npm pack named no file: ${answer}`);
  return fileName;
};
