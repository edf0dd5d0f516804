import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inWorkspace } from './places.mjs';
import { run } from './run.mjs';

const mark = inWorkspace('.layerkit', 'interpreters.json');

/**
 * For each runtime that the apps name, an interpreter of its version: one of the host’s, else uv’s managed
 * Python in `.layerkit/python`.
 * @type {import('./set-up.mjs').Step}
 */
export const interpreters = {
  what: 'Python interpreters',
  isThere: () => {
    try {
      const { asked, paths } = JSON.parse(readFileSync(mark, 'utf8'));
      return asked === question() && paths.every((/** @type {string} */ path) => existsSync(path));
    } catch {
      return false;
    }
  },
  bring: () => {
    const script = inWorkspace('tools', 'setup', 'src', 'bring-interpreters.ts');
    return run([process.execPath, '--import', 'tsx', script, mark, question(), ...runtimesOfApps()], {
      called: 'Looking for interpreters',
    });
  },
};

/** What the answer depends on. */
const question = () =>
  JSON.stringify({
    runtimes: runtimesOfApps(),
    LAYERKIT_PYTHON: process.env['LAYERKIT_PYTHON'] ?? '',
    host: `${process.platform}-${process.arch}`,
  });

/** Only their names; whether a file is right as a whole is for the build to say. */
const runtimesOfApps = () => {
  const apps = inWorkspace('apps');
  const files = readdirSync(apps).flatMap((name) =>
    ['layer.json', 'function.json'].map((file) => `${apps}/${name}/${file}`),
  );
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  return [...new Set(texts.flatMap((text) => text.match(/(?<=")python3\.\d+(?=")/g) ?? []))].sort();
};
