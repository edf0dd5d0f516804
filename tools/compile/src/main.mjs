// Turns what tsc wrote to dist/tsc/libs/NAME into a package as npm installs it, in dist/libs/NAME: its modules,
// bundled if possible, their declarations, package.json, the license, and the files next to src that Nx and
// editors read.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { entryPoints } from './entry-points.mjs';
import { isJoinable, joinModules } from './join-modules.mjs';
import { publishedPackageJson } from './published-package-json.mjs';

const [projectRoot] = process.argv.slice(2);
if (projectRoot === undefined) throw new Error('Usage: main.mjs PROJECT_ROOT');

const compiled = resolve('dist', 'tsc', projectRoot);
const output = resolve('dist', projectRoot);
await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });

const register = /^(?:executors|generators|migrations)\.json$/;
const goesAlong = /^(?:schemas|.*\.md)$/;
const names = (await readdir(projectRoot))
  .filter((name) => register.test(name) || goesAlong.test(name))
  .sort();
for (const name of names) await cp(join(projectRoot, name), join(output, name), { recursive: true });
await cp('LICENSE', join(output, 'LICENSE'));

/** @param {string} path */
const readJson = async (path) => JSON.parse(await readFile(path, 'utf8'));
const source = await readJson(join(projectRoot, 'package.json'));
const manifest = publishedPackageJson(source, {
  files: ['src', ...names],
  workspace: await readJson('package.json'),
  directory: projectRoot,
});
await writeFile(join(output, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

const registers = await Promise.all(
  names.filter((name) => register.test(name)).map((name) => readJson(join(projectRoot, name))),
);
const entries = entryPoints(source, registers).map((path) => path.replace(/\.ts$/, '.js'));
const joinable = isJoinable(entries);
await cp(join(compiled, 'src'), join(output, 'src'), {
  recursive: true,
  filter: (path) => !joinable || !path.endsWith('.js'),
});
// tsc writes neither the files that modules read at run time nor hand-written declarations
await cp(join(projectRoot, 'src'), join(output, 'src'), {
  recursive: true,
  filter: (path) => /\.d\.ts$/.test(path) || !/\.(?:ts|mjs)$/.test(path),
});
if (joinable) await joinModules({ compiled, entries, output });
