// Joins a library's own modules into one file for each entry point, and one for what entry points share. A build
// loads hundreds of modules: finding and reading each costs more than what most of them do. Other packages stay
// imports: they are installed, and audited, as what they are.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import { build, formatMessages } from 'esbuild';

/**
 * @param {object} library
 * @param {string} library.compiled folder of what tsc wrote, with `src` in it
 * @param {readonly string[]} library.entries paths of the entry points below it, as `src/index.js`
 * @param {string} library.output folder that gets `src` with the joined modules
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
    plugins: [filesBeside(sources)],
  });
  for (const text of await formatMessages(warnings, { kind: 'warning' })) console.warn(text);
};

/**
 * A module finds the files that lie beside it by its own address. Joined, it lies in `src` itself, which is where
 * such addresses are made to start; that only holds when every file that it may be joined into lies there.
 * @param {string} sources
 * @returns {import('esbuild').Plugin}
 */
const filesBeside = (sources) => ({
  name: 'files-beside',
  setup({ onLoad, initialOptions }) {
    const entries = /** @type {string[]} */ (initialOptions.entryPoints);
    const nested = entries.filter((entry) => dirname(entry) !== 'src');
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('import.meta.url')) return { contents: text };
      if (nested.length > 0)
        throw new Error(
          `${path} finds files by its own address, and ${nested.join(', ')} does not lie in src`,
        );
      return { contents: text.replace(address, (_, beside) => addressOf(beside, path)) };
    });

    /** @type {(beside: string, path: string) => string} */
    const addressOf = (beside, path) => {
      const file = join(dirname(path), beside);
      if (!existsSync(file)) throw new Error(`${path} names ${beside}, which is not there`);
      return `new URL('./${relative(sources, file).split(sep).join(posix.sep)}${beside.endsWith('/') ? '/' : ''}', import.meta.url)`;
    };
  },
});

const address = /\bnew URL\('(\.[^']*)', import\.meta\.url\)/g;
