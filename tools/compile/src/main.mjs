// Completes what tsc wrote to dist/libs/NAME to a package as npm installs it: its package.json and the JSON
// files that Nx reads from a plugin’s root.
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishedPackageJson } from './published-package-json.mjs';

const [projectRoot] = process.argv.slice(2);
if (projectRoot === undefined) throw new Error('Usage: main.mjs PROJECT_ROOT');

const output = join('dist', projectRoot);
await mkdir(output, { recursive: true });

const source = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
await writeFile(join(output, 'package.json'), `${JSON.stringify(publishedPackageJson(source), null, 2)}\n`);

const files = (await readdir(projectRoot)).filter((name) =>
  /^(executors|generators|migrations)\.json$|\.md$/.test(name),
);
for (const name of files) await copyFile(join(projectRoot, name), join(output, name));
await copyFile('LICENSE', join(output, 'LICENSE'));
