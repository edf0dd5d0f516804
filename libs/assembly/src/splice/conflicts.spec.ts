import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { type MadeWheel, makeWheel } from '@layerkit/testing-packages';
import { planLayer } from './plan-layer.ts';
import type { LayerPlan } from './layer-plan.ts';

const scratch = temporaryFolders();

const planOf = async (
  made: readonly MadeWheel[],
  own?: Readonly<Record<string, string>>,
): Promise<LayerPlan> => {
  const folder = await scratch();
  const wheels = await Promise.all(made.map((wheel) => makeWheel(folder, wheel)));
  const zipPath = join(folder, 'sources.zip');
  const entries = Object.entries(own ?? {}).map(([name, content]) => ({ name, content, method: 0 as const }));
  await writeFile(zipPath, rawZip(entries));
  return planLayer({ wheels, prune: [], sources: own && [{ zipPath, name: 'src' }] });
};

const conflictsOf = async (...given: Parameters<typeof planOf>): Promise<readonly string[]> => {
  const { code, message, problems, hint } = await failureOf(planOf(...given));
  expect(code).toBe('archive/conflict');
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  expect(message).toBe(`the layer’s files conflict: ${count}`);
  expect(hint).toBe(
    'Nothing was written. Remove one of the packages, rename your own module, or leave files that nothing imports out with prune.exclude.',
  );
  return problems;
};

const wheel = (name: string, files: Readonly<Record<string, string>>): MadeWheel => ({ name, files });

it('different content under one path is an error that names both wheels', async () => {
  const problems = await conflictsOf([
    wheel('alpha', { 'shared/__init__.py': 'A', 'shared/same.py': 'S', 'alpha.py': '' }),
    wheel('beta', { 'shared/__init__.py': 'B', 'shared/same.py': 'S' }),
    wheel('gamma', { 'shared/__init__.py': 'C' }),
  ]);
  const first = '"python/shared/__init__.py" has different content in alpha-1.0-py3-none-any.whl and ';
  expect(problems).toEqual([`${first}beta-1.0-py3-none-any.whl`, `${first}gamma-1.0-py3-none-any.whl`]);
});

it('equal content under one path is kept once, even if the wheels compress it differently', async () => {
  const content = 'x = 1\n'.repeat(1000);
  const plan = await planOf([
    { name: 'beta', entries: [{ name: 'shared/a.py', content, method: 0 }, { name: 'shared/__init__.py' }] },
    {
      name: 'alpha',
      entries: [
        { name: 'shared/a.py', content, level: 1 },
        { name: 'shared/__init__.py', method: 0 },
      ],
    },
  ]);
  const names = plan.entries.map(({ path }) => path);
  expect(names.filter((name) => name.startsWith('shared/'))).toEqual(['shared/__init__.py', 'shared/a.py']);
  const kept = plan.entries.find(({ path }) => path === 'shared/a.py');
  expect(kept?.entry.method).toBe(8);
  expect(plan.packages.map(({ name, unpackedBytes }) => [name, unpackedBytes > content.length])).toEqual([
    ['alpha', true],
    ['beta', false],
  ]);
});

it('equal CRC and size do not count as equal content', async () => {
  const [one, other] = ['75be4d1e', '4baa5d72'] as const;
  expect(crc32(one)).toBe(crc32(other));
  const problems = await conflictsOf([wheel('alpha', { 'a.bin': one }), wheel('beta', { 'a.bin': other })]);
  expect(problems).toHaveLength(1);
});

it.each([
  ['case', 'pkg/Module.py', 'pkg/module.py'],
  ['case of a folder', 'Pkg/module.py', 'pkg/module.py'],
  ['case outside ASCII', 'pkg/Ünïcode.txt', 'pkg/üNÏCODE.txt'],
  ['the encoding of an accent', 'pkg/\u00e9.txt', 'pkg/e\u0301.txt'],
  ['case and encoding', 'pkg/\u00c9.txt', 'pkg/e\u0301.txt'],
  ['a sharp s', 'pkg/straße.txt', 'pkg/STRASSE.txt'],
  ['a final sigma', 'pkg/ΟΔΟΣ.txt', 'pkg/οδος.txt'],
])('names that differ only in %s are a warning: Lambda keeps both', async (_, one, other) => {
  const { entries, warnings } = await planOf([
    wheel('alpha', { [one]: 'x' }),
    wheel('beta', { [other]: 'x' }),
  ]);
  expect(entries.map(({ path }) => path)).toEqual(expect.arrayContaining([one, other]));
  expect(warnings).toEqual([expect.stringMatching(/differ only in case: Lambda keeps both/)]);
  for (const name of [one, other]) expect(warnings[0]).toContain(`python/${name}`);
  for (const name of ['alpha', 'beta']) expect(warnings[0]).toContain(`${name}-1.0-py3-none-any.whl`);
});

it('several names that differ only in case are one warning', async () => {
  const upper = { 'Crypto/a.py': '', 'Crypto/b.py': '', 'Crypto/c.py': '' };
  const lower = { 'crypto/a.py': '', 'crypto/b.py': '', 'crypto/c.py': '' };
  const { warnings } = await planOf([wheel('alpha', upper), wheel('beta', lower)]);
  expect(warnings).toEqual([expect.stringMatching(/a\.py".*, and 2 more such pairs: Lambda keeps both/)]);
});

it('folders that differ only in case may have different files', async () => {
  const plan = await planOf([wheel('alpha', { 'Pkg/a.py': '' }), wheel('beta', { 'pkg/b.py': '' })]);
  expect(plan.entries).toHaveLength(8);
});

it.each([
  ['', 'a/b', 'a/b/c.py'],
  ['further up', 'a', 'a/b/c.py'],
])('a file at the path of another wheel’s directory is refused %s', async (_, file, inside) => {
  const problems = await conflictsOf([wheel('alpha', { [file]: '' }), wheel('beta', { [inside]: '' })]);
  expect(problems).toEqual([
    `"python/${file}" (alpha-1.0-py3-none-any.whl) is a file, but "python/${inside}" (beta-1.0-py3-none-any.whl) needs a directory there`,
  ]);
});

it('a file and a directory whose names differ in case are a warning', async () => {
  const { warnings } = await planOf([wheel('alpha', { 'A/B': '' }), wheel('beta', { 'a/b/c.py': '' })]);
  expect(warnings).toEqual([expect.stringMatching(/"python\/A\/B" .* is a file, but "python\/a\/b\/c\.py"/)]);
});

it('own code may share a path with a wheel only if the content is equal', async () => {
  const made = [wheel('alpha', { 'alpha/__init__.py': 'wheel' })];
  expect(await conflictsOf(made, { 'python/alpha/__init__.py': 'own' })).toEqual([
    '"python/alpha/__init__.py" has different content in src and alpha-1.0-py3-none-any.whl',
  ]);
  const { entries, packages } = await planOf(made, {
    'python/alpha/__init__.py': 'wheel',
    'python/own.py': '',
  });
  expect(entries.map(({ path, origin }) => [path, origin.input]).slice(-2)).toEqual([
    ['alpha/__init__.py', 1],
    ['own.py', 1],
  ]);
  expect(packages.map(({ name }) => name)).toEqual(['alpha']);
});

it('own code outside python/ is refused', async () => {
  const error = await failureOf(planOf([], { 'python/a.py': '', 'elsewhere.py': '', 'pythonic/b.py': '' }));
  expect([error.code, error.problems]).toEqual([
    'archive/invalid',
    ['src: "elsewhere.py" is not below python/', 'src: "pythonic/b.py" is not below python/'],
  ]);
});
