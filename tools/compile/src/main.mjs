// Makes of what tsc wrote to dist/tsc/libs/NAME a package as npm installs it, in dist/libs/NAME: its modules joined,
// their declarations, its package.json, the licence, and what lies beside src for Nx and editors to read.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { entryPoints } from './entry-points.mjs';
import { joinModules } from './join-modules.mjs';
import { publishedPackageJson } from './published-package-json.mjs';

const [projectRoot] = process.argv.slice(2);
if (projectRoot === undefined) throw new Error('Usage: main.mjs PROJECT_ROOT');

const compiled = resolve('dist', 'tsc', projectRoot);
const output = resolve('dist', projectRoot);
await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });

const register = /^(?:executors|generators|migrations)\.json$/;
const goesAlong = /^(?:schemas|.*\.md)$/;
const names = await readdir(projectRoot);
for (const name of names.filter((name) => register.test(name) || goesAlong.test(name)))
  await cp(join(projectRoot, name), join(output, name), { recursive: true });
await cp('LICENSE', join(output, 'LICENSE'));

/** @param {string} name */
const readJson = async (name) => JSON.parse(await readFile(join(projectRoot, name), 'utf8'));
const source = await readJson('package.json');
await writeFile(join(output, 'package.json'), `${JSON.stringify(publishedPackageJson(source), null, 2)}\n`);

await cp(join(compiled, 'src'), join(output, 'src'), {
  recursive: true,
  filter: (path) => !path.endsWith('.js'),
});
const registers = await Promise.all(names.filter((name) => register.test(name)).map(readJson));
const entries = entryPoints(source, registers).map((path) => path.replace(/\.ts$/, '.js'));
await joinModules({ compiled, entries, output });
