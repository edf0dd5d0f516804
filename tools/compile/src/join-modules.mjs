// Bundles a library's own modules into one file per entry point, and one for the code that entry points share.
// A build loads hundreds of modules, and finding and reading them takes longer than running most of them. Other
// packages stay imports, so that npm installs and audits them as packages.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import { build, formatMessages } from 'esbuild';

/**
 * Bundles the modules of a library.
 * @param {object} library
 * @param {string} library.compiled folder with the `src` that tsc wrote
 * @param {readonly string[]} library.entries paths of the entry points in it, such as `src/index.js`
 * @param {string} library.output folder whose `src` receives the bundled modules; all other files are already
 *   there
 */
export const joinModules = async ({ compiled, entries, output }) => {
  const sources = join(compiled, 'src');
  const { warnings } = await build({
    absWorkingDir: compiled,
    entryPoints: [...entries],
    outbase: sources,
    outdir: join(output, 'src'),
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    plugins: [filesBeside(sources, join(output, 'src'))],
  });
  for (const text of await formatMessages(warnings, { kind: 'warning' })) console.warn(text);
};

/**
 * Returns whether a library can be bundled. A module finds the files next to it by its own URL, and a bundled
 * module is directly in `src`, so all entry points must be there too. Nx loads the entry points of plugins from
 * other folders, so plugins keep the modules that tsc wrote.
 * @param {readonly string[]} entries paths of the entry points, such as `src/index.js`
 */
export const isJoinable = (entries) => entries.every((entry) => dirname(entry) === 'src');

/**
 * Rewrites the URLs of files next to a module so that they start at the bundled module.
 * @param {string} sources folder of the modules
 * @param {string} joined folder of the bundled modules; the files next to them are already there
 * @returns {import('esbuild').Plugin}
 */
const filesBeside = (sources, joined) => ({
  name: 'files-beside',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return { contents: text };
      return { contents: text.replace(address, (_, beside) => addressOf(beside, path)) };
    });

    /** @type {(beside: string, path: string) => string} */
    const addressOf = (beside, path) => {
      const file = relative(sources, join(dirname(path), beside));
      if (!existsSync(join(joined, file)))
        throw new Error(`${path} refers to ${beside}, which does not exist`);
      return `new URL('./${file.split(sep).join(posix.sep)}${beside.endsWith('/') ? '/' : ''}', import.meta.url)`;
    };
  },
});

const address = /\bnew URL\('(\.[^']*)', import\.meta\.url\)/g;
