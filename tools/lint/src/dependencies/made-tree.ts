import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { siblings } from '../directions.mjs';

export interface MadeTree {
  readonly root: string;
  readonly remove: () => Promise<void>;
}

/**
 * Creates a workspace with the given files, the libraries of the table and a testing package. Each library has
 * an index and a package.json.
 */
export const makeTree = async (files: Readonly<Record<string, string>>): Promise<MadeTree> => {
  const root = await mkdtemp(join(tmpdir(), 'layerkit-lint-'));
  const packages = [...Object.keys(siblings).map((library) => `libs/${library}`), 'tools/testing-sample'];
  const made = Object.fromEntries(
    packages.flatMap((folder) => [
      [`${folder}/package.json`, manifest(`@layerkit/${basename(folder)}`)],
      [`${folder}/src/index.ts`, 'export const sample = 1;'],
    ]),
  );
  for (const [path, text] of Object.entries({ ...made, ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await mkdir(join(root, 'node_modules/@layerkit'), { recursive: true });
  for (const folder of packages)
    await symlink(`../../${folder}`, join(root, 'node_modules/@layerkit', basename(folder)));
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
};

/** Returns the files of a third-party package as npm installs it. */
export const installed = (name: string): Readonly<Record<string, string>> => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: './index.js' }),
  [`node_modules/${name}/index.js`]: 'export const sample = 1;',
});

export const manifest = (name: string, dependencies: readonly string[] = []): string =>
  JSON.stringify({
    name,
    type: 'module',
    exports: { '.': './src/index.ts', './package.json': './package.json' },
    dependencies: Object.fromEntries(dependencies.map((dependency) => [dependency, '1.0.0'])),
  });

export const importing = (...modules: readonly string[]): string =>
  modules.map((module) => `import '${module}';\n`).join('');
