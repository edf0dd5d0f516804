import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Workspaces that are not here import what the plugins export. */
const plugins = ['lambda', 'layer'];
const libraries = readdirSync(`${root}libs`).filter((library) => !plugins.includes(library));

const filesIn = (project: string) =>
  readdirSync(root + project, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.m?ts$|\.mjs$/.test(file) && !file.includes('node_modules'))
    .map((file) => ({ project, text: readFileSync(`${root}${project}/${file}`, 'utf8') }));

const sources = ['libs', 'tools'].flatMap((group) =>
  readdirSync(root + group).flatMap((name) => filesIn(`${group}/${name}`)),
);

/** The names in braces before a module; what `import()` gives is taken apart in the same way. */
const imports = /\{([^{}]*)\}\s*(?:from|=\s*await\s+import\()\s*'([^']+)'/g;
const inType = /import\('([^']+)'\)\.(\w+)/g;

const namesIn = (braces: string): readonly string[] =>
  braces
    .split(',')
    .map((name) =>
      name
        .trim()
        .replace(/^type /, '')
        .replace(/ as .*$/, ''),
    )
    .filter((name) => name !== '');

/**
 * What is imported of each package from outside its sources: by its name, or from its index by its own tests.
 */
const used = new Set(
  sources.flatMap(({ project, text }) => {
    const packageOf = (module: string) =>
      module.endsWith('/src/index.ts') ? project.replace('libs/', '@layerkit/') : module;
    return [
      ...[...text.matchAll(imports)].flatMap(([, braces = '', module = '']) =>
        namesIn(braces).map((name) => `${packageOf(module)} ${name}`),
      ),
      ...[...text.matchAll(inType)].map(([, module = '', name = '']) => `${packageOf(module)} ${name}`),
    ];
  }),
);

it.each(libraries)('%s exports nothing that nobody imports', (library) => {
  const index = readFileSync(`${root}libs/${library}/src/index.ts`, 'utf8');
  const exported = [...index.matchAll(imports)].flatMap(([, braces = '']) => namesIn(braces));
  expect(exported.filter((name) => !used.has(`@layerkit/${library} ${name}`))).toEqual([]);
  expect(exported.length).toBeGreaterThan(0);
});
