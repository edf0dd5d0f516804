import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inWorkspace } from './places.mjs';
import { run } from './run.mjs';

const mark = inWorkspace('.layerkit', 'interpreters.json');

/**
 * Finds an interpreter for each runtime that the apps name: one of the host’s, or uv’s managed Python in
 * `.layerkit/python`.
 * @type {import('./set-up.mjs').Step}
 */
export const interpreters = {
  what: 'Python interpreters',
  isInstalled: () => {
    try {
      const { asked, paths } = JSON.parse(readFileSync(mark, 'utf8'));
      return asked === question() && paths.every((/** @type {string} */ path) => existsSync(path));
    } catch {
      return false;
    }
  },
  install: () => {
    const script = inWorkspace('tools', 'setup', 'src', 'install-interpreters.ts');
    return run([process.execPath, '--import', 'tsx', script, mark, question(), ...runtimesOfApps()], {
      called: 'The search for Python interpreters',
    });
  },
};

/** Returns everything that the result of the search depends on. */
const question = () =>
  JSON.stringify({
    runtimes: runtimesOfApps(),
    LAYERKIT_PYTHON: process.env['LAYERKIT_PYTHON'] ?? '',
    host: `${process.platform}-${process.arch}`,
  });

/** Returns the runtimes that the definitions name. The build checks the definitions themselves. */
const runtimesOfApps = () => {
  const apps = inWorkspace('apps');
  const files = readdirSync(apps).flatMap((name) =>
    ['layer.json', 'function.json'].map((file) => `${apps}/${name}/${file}`),
  );
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  return [...new Set(texts.flatMap((text) => text.match(/(?<=")python3\.\d+(?=")/g) ?? []))].sort();
};
