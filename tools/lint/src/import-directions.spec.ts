import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { lightEntries, siblings } from './directions.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const libraries = readdirSync(`${root}libs`);

/** The workspace's own configuration, without types: the snippets belong to no program. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [{ ...tseslint.configs.disableTypeChecked, files: ['**/*.ts'] }],
});

/** The modules that the rule refuses in a file of this path. */
const refused = async (filePath: string, modules: readonly string[]): Promise<readonly string[]> => {
  const code = modules.map((module) => `import '${module}';`).join('\n');
  const results = await eslint.lintText(`${code}\n`, { filePath });
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, line }) => {
      expect(ruleId).toBe('layerkit/import-directions');
      return modules[line - 1] ?? '';
    });
};

describe('libraries among themselves', () => {
  it('has a line in the table for each library', () => {
    expect(Object.keys(siblings).sort()).toEqual(libraries);
  });

  it.each(libraries)('%s imports what its line names and nothing else', async (library) => {
    const forbidden = libraries.filter((other) => other !== library && !siblings[library]?.includes(other));
    const packages = libraries.map((other) => `@layerkit/${other}`);
    const expected = forbidden.map((other) => `@layerkit/${other}`);
    expect(await refused(`libs/${library}/src/sample.ts`, packages)).toEqual(expected);
    expect(await refused(`libs/${library}/src/deep/sample.spec.ts`, packages)).toEqual(expected);
  });

  it.each([
    ['packaging', 'publishing'],
    ['publishing', 'local-lambda'],
    ['local-lambda', 'packaging'],
    ['layer', 'lambda'],
    ['lambda', 'layer'],
    ['layer', 'local-lambda'],
    ['failure', 'terminal'],
    ['artifact', 'execution-environment'],
    ['execution-environment', 'packaging'],
  ])('%s does not know %s', async (library, other) => {
    const module = `@layerkit/${other}`;
    expect(await refused(`libs/${library}/src/sample.ts`, [module])).toEqual([module]);
  });

  it.each(libraries)('%s declares only siblings that its line names', (library) => {
    const declared = JSON.parse(readFileSync(`${root}libs/${library}/package.json`, 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    const names = Object.keys(declared.dependencies ?? {}).filter((name) => name.startsWith('@layerkit/'));
    expect(siblings[library]).toEqual(expect.arrayContaining(names.map((name) => name.slice(10))));
  });

  it('leaves the tools free', async () => {
    const packages = libraries.map((library) => `@layerkit/${library}`);
    expect(await refused('tools/sample/src/sample.ts', [...packages, 'execa', '@nx/devkit'])).toEqual([]);
  });
});

describe('modules that only some folders may import', () => {
  const reservedModules = ['@nx/devkit', 'nx', '@aws-sdk/client-lambda', 'execa', 'node:child_process'];
  it.each([
    ['libs/failure/src/sample.ts', []],
    ['libs/layer/src/executors/sample.ts', ['@nx/devkit', 'nx']],
    ['libs/lambda/src/sample.ts', ['@nx/devkit', 'nx']],
    ['libs/executors/src/sample.ts', ['@nx/devkit', 'nx']],
    ['libs/publishing/src/sample.ts', []],
    ['libs/publishing/src/aws/sample.ts', ['@aws-sdk/client-lambda']],
    ['libs/packaging/src/lock/sample.ts', []],
    ['libs/packaging/src/uv/sample.ts', ['execa', 'node:child_process']],
    ['libs/execution-environment/src/sample.ts', ['execa', 'node:child_process']],
    ['libs/local-lambda/src/sample.ts', []],
    ['libs/local-lambda/src/sample.spec.ts', reservedModules],
    ['libs/local-lambda/test/sample.ts', reservedModules],
  ])('%s may import %j', async (file, allowed) => {
    const expected = reservedModules.filter((module) => !allowed.includes(module));
    expect(await refused(file, reservedModules)).toEqual(expected);
  });

  it('lets everything else be', async () => {
    expect(await refused('libs/failure/src/sample.ts', ['node:fs', 'zod', 'nxt', 'execa-like'])).toEqual([]);
  });
});

describe('paths', () => {
  it.each(['../../artifact/src/index.ts', '../../../tools/lint/src/directions.mjs', './../../sample.ts'])(
    'refuses %s, which leaves the library',
    async (path) => {
      expect(await refused('libs/failure/src/sample.ts', [path])).toEqual([path]);
    },
  );

  it('allows what stays inside', async () => {
    const paths = ['./codes.ts', '../package.json', '../src/codes.ts'];
    expect(await refused('libs/failure/src/sample.ts', paths)).toEqual([]);
  });

  it.each(['libs/packaging/src/sample.spec.ts', 'libs/packaging/test/sample.ts'])(
    'lets %s use the private packages for tests, and no other library’s tests',
    async (file) => {
      const relative = '../../artifact/test/sample.ts';
      expect(await refused(file, ['@layerkit/testing-files', relative])).toEqual([relative]);
    },
  );

  it('keeps the packages for tests out of product code', async () => {
    const modules = ['@layerkit/testing-files', '../../artifact/test/sample.ts'];
    expect(await refused('libs/packaging/src/sample.ts', modules)).toEqual(modules);
    expect(await refused('tools/sample/src/sample.ts', ['@layerkit/testing-files'])).toEqual([]);
  });

  it('refuses to reach past a package’s index, and allows its JSON files', async () => {
    const modules = ['@layerkit/failure/src/codes.ts', '@layerkit/failure/package.json'];
    expect(await refused('tools/sample/src/sample.ts', modules)).toEqual([modules[0]]);
  });

  it('allows the light entries, in the directions of their libraries', async () => {
    expect(await refused('libs/layer/src/plugin/sample.ts', lightEntries)).toEqual([]);
    expect(await refused('libs/failure/src/sample.ts', lightEntries)).toEqual(lightEntries);
  });
});

describe('every way to import', () => {
  it.each([
    `import { x } from '@layerkit/packaging';\nconsole.log(x);`,
    `import type { X } from '@layerkit/packaging';\nexport type Y = X;`,
    `export { x } from '@layerkit/packaging';`,
    `export * from '@layerkit/packaging';`,
    `export const x = import('@layerkit/packaging');`,
    `export type X = import('@layerkit/packaging').X;`,
  ])('%s', async (code) => {
    const results = await eslint.lintText(`${code}\n`, { filePath: 'libs/publishing/src/sample.ts' });
    const rules = results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
    expect(rules).toContain('layerkit/import-directions');
  });
});
