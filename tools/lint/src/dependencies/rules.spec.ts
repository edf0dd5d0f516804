import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { siblings } from '../directions.mjs';
import { cruiseLibraries } from './cruise-libraries.mjs';
import { importing, installed, makeTree, manifest } from './made-tree.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const libraries = Object.keys(siblings);

/**
 * Returns the violations that dependency-cruiser finds in a generated workspace: `rule file → module`, sorted.
 */
const violations = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const { root: made, remove } = await makeTree(files);
  try {
    const { summary } = await cruiseLibraries(made);
    return summary.violations.map(({ rule, from, to }) => `${rule.name} ${from} → ${to}`).sort();
  } finally {
    await remove();
  }
};

describe('libraries among themselves', () => {
  it('the table has a line for each library', () => {
    expect(readdirSync(`${root}libs`).filter((library) => siblings[library] === undefined)).toEqual([]);
  });

  it('a library may import only what its line names, in its tests too', async () => {
    const packages = libraries.map((library) => `@layerkit/${library}`);
    const files = libraries.flatMap((library) => [
      [`libs/${library}/src/sample.ts`, importing(...packages)],
      [`libs/${library}/src/deep/sample.spec.ts`, importing(...packages)],
    ]);
    const expected = libraries.flatMap((library) =>
      libraries
        .filter((other) => other !== library && !siblings[library]?.includes(other))
        .flatMap((other) => [
          `direction libs/${library}/src/sample.ts → libs/${other}/src/index.ts`,
          `direction libs/${library}/src/deep/sample.spec.ts → libs/${other}/src/index.ts`,
        ]),
    );
    expect(await violations(Object.fromEntries(files))).toEqual(expected.sort());
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
  ])('the table does not let %s import %s', (library, other) => {
    expect(siblings[library]).not.toContain(other);
  });

  it.each(libraries)('%s declares only siblings that its line names', (library) => {
    const declared = JSON.parse(readFileSync(`${root}libs/${library}/package.json`, 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    const names = Object.keys(declared.dependencies ?? {}).filter((name) => name.startsWith('@layerkit/'));
    expect(siblings[library]).toEqual(expect.arrayContaining(names.map((name) => name.slice(10))));
  });

  it('a library without a line may import no other', async () => {
    const files = {
      'libs/new/package.json': manifest('@layerkit/new'),
      'libs/new/src/index.ts': importing('@layerkit/failure', './other.ts'),
      'libs/new/src/other.ts': '',
    };
    expect(await violations(files)).toEqual([
      'library-without-directions libs/new/src/index.ts → libs/failure/src/index.ts',
    ]);
  });

  it('tests may import testing packages, and product code may not', async () => {
    const files = {
      'libs/failure/src/sample.ts': importing('@layerkit/testing-sample'),
      'libs/failure/src/sample.spec.ts': importing('@layerkit/testing-sample'),
    };
    expect(await violations(files)).toEqual([
      'testing-in-product-code libs/failure/src/sample.ts → tools/testing-sample/src/index.ts',
    ]);
  });

  it.each([
    ['a name', `import { sample } from '@layerkit/packaging';\nconsole.log(sample);`],
    ['a type', `import type { Sample } from '@layerkit/packaging';\nexport type Other = Sample;`],
    ['a re-export', `export { sample } from '@layerkit/packaging';`],
    ['a re-export of everything', `export * from '@layerkit/packaging';`],
    ['import()', `export const sample = import('@layerkit/packaging');`],
    ['import() in a type', `export type Sample = import('@layerkit/packaging').Sample;`],
  ])('%s is an import', async (_, code) => {
    expect(await violations({ 'libs/publishing/src/sample.ts': code })).toEqual([
      'direction libs/publishing/src/sample.ts → libs/packaging/src/index.ts',
    ]);
  });
});

describe('modules that only some folders may import', () => {
  const packages = ['@nx/devkit', 'nx', '@aws-sdk/client-lambda', 'execa'];
  const modules = [...packages, 'node:child_process'];
  const places: readonly (readonly [string, readonly string[]])[] = [
    ['libs/failure/src/sample.ts', []],
    ['libs/layer/src/executors/sample.ts', ['@nx/devkit', 'nx']],
    ['libs/lambda/src/sample.ts', ['@nx/devkit', 'nx']],
    ['libs/publishing/src/sample.ts', []],
    ['libs/publishing/src/aws/sample.ts', ['@aws-sdk/client-lambda']],
    ['libs/execution-environment/src/sample.ts', ['execa', 'node:child_process']],
    ['libs/local-lambda/src/sample.ts', []],
    ['libs/local-lambda/src/sample.spec.ts', modules],
    ['libs/local-lambda/test/sample.ts', modules],
  ];
  const declared = Object.fromEntries(
    libraries.map((library) => [
      `libs/${library}/package.json`,
      manifest(`@layerkit/${library}`, [...packages, 'execa-like', 'nxt']),
    ]),
  );
  const resolved = (module: string) =>
    module === 'node:child_process' ? 'child_process' : `node_modules/${module}/index.js`;

  it('are refused in all other folders', async () => {
    const expected = places.flatMap(([file, allowed]) =>
      modules
        .filter((module) => !allowed.includes(module))
        .map((module) => `reserved-module ${file} → ${resolved(module)}`),
    );
    const files = Object.fromEntries(places.map(([file]) => [file, importing(...modules)]));
    const found = await violations({
      ...declared,
      ...files,
      ...Object.assign({}, ...packages.map(installed)),
    });
    expect(found).toEqual(expected.sort());
  });

  it('do not include modules with similar names', async () => {
    const sample = importing('node:fs', 'execa-like', 'nxt');
    const others = { ...installed('execa-like'), ...installed('nxt') };
    expect(await violations({ ...declared, ...others, 'libs/failure/src/sample.ts': sample })).toEqual([]);
  });
});

describe('paths', () => {
  it('a relative path must stay inside its library, in tests too', async () => {
    const files = {
      'tools/sample.ts': '',
      'libs/artifact/test/sample.ts': '',
      'libs/failure/src/inside.ts': importing('./index.ts', '../package.json', '../src/index.ts'),
      'libs/packaging/src/product.ts': importing('../../../tools/sample.ts', '../../artifact/src/index.ts'),
      'libs/packaging/src/sample.spec.ts': importing('../../artifact/test/sample.ts'),
    };
    expect(await violations(files)).toEqual([
      'relative-path-leaves-library libs/packaging/src/product.ts → libs/artifact/src/index.ts',
      'relative-path-leaves-library libs/packaging/src/product.ts → tools/sample.ts',
      'relative-path-leaves-library libs/packaging/src/sample.spec.ts → libs/artifact/test/sample.ts',
    ]);
  });

  it('an import must lead to a file or to an export of a package', async () => {
    const missing = ['./missing.ts', '@layerkit/failure/src/index.ts'];
    const files = {
      'libs/artifact/src/sample.ts': importing(...missing, '@layerkit/failure/package.json'),
    };
    expect(await violations(files)).toEqual(
      missing.map((module) => `not-found libs/artifact/src/sample.ts → ${module}`).sort(),
    );
  });

  it('files must not import one another in a cycle', async () => {
    const files = {
      'libs/failure/src/one.ts': importing('./two.ts'),
      'libs/failure/src/two.ts': importing('./one.ts'),
    };
    expect(await violations(files)).toEqual(['file-cycle libs/failure/src/one.ts → libs/failure/src/two.ts']);
  });
});
