// Joins a library's own modules into one file for each entry point, and one for what entry points share. A
// build loads hundreds of modules: finding and reading each costs more than what most of them do. Other
// packages stay imports: they are installed, and audited, as what they are.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import { build, formatMessages } from 'esbuild';

/**
 * @param {object} library
 * @param {string} library.compiled folder of what tsc wrote, with `src` in it
 * @param {readonly string[]} library.entries paths of the entry points below it, as `src/index.js`
 * @param {string} library.output folder whose `src` gets the joined modules; all else is in it already
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
 * Whether a library can be joined: a module finds the files that lie beside it by its own address, and joined
 * it lies in `src` itself, which is where such addresses are made to start. Plugins, whose entry points Nx
 * loads from folders of their own, stay the modules that tsc wrote.
 * @param {readonly string[]} entries paths of the entry points, as `src/index.js`
 */
export const isJoinable = (entries) => entries.every((entry) => dirname(entry) === 'src');

/**
 * Lets addresses start where the joined modules lie.
 * @param {string} sources where the modules lie
 * @param {string} joined where they are joined to; the files beside them lie there already
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
      if (!existsSync(join(joined, file))) throw new Error(`${path} names ${beside}, which is not there`);
      return `new URL('./${file.split(sep).join(posix.sep)}${beside.endsWith('/') ? '/' : ''}', import.meta.url)`;
    };
  },
});

const address = /\bnew URL\('(\.[^']*)', import\.meta\.url\)/g;
