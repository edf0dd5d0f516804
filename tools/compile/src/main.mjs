// Completes what tsc wrote to dist/libs/NAME to a package as npm installs it: its package.json, the licence, and
// what lies beside src for Nx and editors to read.
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedPackageJson, publishedRepository } from './published-package-json.mjs';

const [projectRoot] = process.argv.slice(2);
if (projectRoot === undefined) throw new Error('Usage: main.mjs PROJECT_ROOT');

const output = join('dist', projectRoot);
await mkdir(output, { recursive: true });

const goesAlong = /^(?:(?:executors|generators|migrations)\.json|schemas|.*\.md)$/;
const names = (await readdir(projectRoot)).filter((name) => goesAlong.test(name)).sort();
for (const name of names) await cp(join(projectRoot, name), join(output, name), { recursive: true });
await cp('LICENSE', join(output, 'LICENSE'));

/** @param {string} folder */
const readPackageJson = async (folder) => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
const { repository } = await readPackageJson('.');
const manifest = publishedPackageJson(await readPackageJson(projectRoot), {
  files: ['src', ...names],
  repository: publishedRepository(repository, projectRoot),
});
await writeFile(join(output, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
