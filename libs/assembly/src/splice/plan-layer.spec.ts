import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from '@layerkit/artifact/digest';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { failureOf } from '@layerkit/testing-matchers';
import { makeWheel } from '@layerkit/testing-packages';
import { planLayer } from './plan-layer.ts';

const scratch = temporaryFolders();

it('one error lists every problem of every wheel, with wheel and entry', async () => {
  const folder = await scratch();
  const wheels = [
    await makeWheel(folder, {
      name: 'alpha',
      entries: [{ name: '../up' }, { name: 'link', mode: 0o120777 }],
    }),
    await makeWheel(folder, { name: 'beta', files: { 'x.data/odd/a': '', 'x.data/b': '', same: '' } }),
    {
      ...(await makeWheel(folder, { name: 'gamma', files: { 'same/x.py': '' } })),
      sha256: sha256Of('other'),
    },
    await makeWheel(folder, { name: 'delta' }),
  ];
  await rm(wheels[3]?.path ?? '');
  const sources = [{ zipPath: join(folder, 'absent.zip'), name: 'src' }];
  const { code, message, problems, hint } = await failureOf(planLayer({ wheels, sources, prune: [] }));
  expect(code).toBe('archive/invalid');
  expect(message).toBe('cannot build the layer from these files: 8 problems');
  expect(problems).toEqual([
    'alpha-1.0-py3-none-any.whl: "../up" leaves the root with “..”',
    'alpha-1.0-py3-none-any.whl: "link" is a symbolic link',
    'beta-1.0-py3-none-any.whl: "x.data/odd/a" is in a .data directory under the unknown scheme “odd”',
    'beta-1.0-py3-none-any.whl: "x.data/b" is in a .data directory outside any scheme',
    expect.stringMatching(/^delta-1.0-py3-none-any.whl: cannot read the file: ENOENT/),
    expect.stringMatching(/^src: cannot read the file: ENOENT/),
    expect.stringMatching(
      /^gamma-1.0-py3-none-any.whl: does not match the lock: its sha256 is [0-9a-f]{64}, not/,
    ),
    '"python/same" (beta-1.0-py3-none-any.whl) is a file, but "python/same/x.py" (gamma-1.0-py3-none-any.whl) needs a directory there',
  ]);
  expect(hint).toBe(
    'Nothing was written. Lock another version of the package, or report the problem to its maintainers.',
  );
});

it('the error names a wheel that is not a zip', async () => {
  const folder = await scratch();
  const wheel = await makeWheel(folder, { name: 'alpha', edit: () => Buffer.from('<html>Not found</html>') });
  const { problems } = await failureOf(planLayer({ wheels: [wheel], prune: [] }));
  expect(problems).toEqual([
    'alpha-1.0-py3-none-any.whl: has no end record at its end: it is truncated, has bytes after its end, or is not a zip',
    'alpha-1.0-py3-none-any.whl: has no .dist-info directory',
  ]);
});

it('damage in a file is found whether a rule reads it or not', async () => {
  const folder = await scratch();
  const files = { 'alpha/__init__.py': 'x = 1\n', 'alpha/tests/test_a.py': '', 'alpha/data.bin': 'data' };
  const sound = await makeWheel(folder, { name: 'beta', files: { 'beta.py': 'y = 2\n'.repeat(300) } });
  const damaged = await makeWheel(folder, {
    name: 'alpha',
    files,
    entries: [{ name: 'alpha/bad.py', content: 'z = 3\n', both: { crc32: 1 } }],
  });
  for (const prune of [['tests'], []] as const)
    expect(await failureOf(planLayer({ wheels: [sound, damaged], prune }))).toMatchObject({
      code: 'archive/invalid',
      problems: ['alpha-1.0-py3-none-any.whl: "alpha/bad.py" has damaged content'],
    });
});

it('the plan lists dropped files by rule, with package and bytes', async () => {
  const folder = await scratch();
  const wheel = await makeWheel(folder, {
    name: 'alpha',
    files: {
      'alpha/__init__.py': 'x = 1\n',
      'alpha/__pycache__/__init__.cpython-312.pyc': 'bytecode',
      'alpha/tests/__init__.py': '',
      'alpha/tests/__pycache__/__init__.cpython-312.pyc': 'bytecode',
      'alpha-1.0.data/scripts/alpha': '#!python\n',
      'alpha-1.0.dist-info/INSTALLER': 'pip',
    },
  });
  const all = await planLayer({ wheels: [wheel], prune: [] });
  const plan = await planLayer({ wheels: [wheel], prune: ['tests', 'bytecode'] });
  const paths = plan.pruned.map(({ rule, files }) => [rule, files.map(({ path }) => path)]);
  expect(paths).toEqual([
    [
      'bytecode',
      [
        'python/alpha/__pycache__/__init__.cpython-312.pyc',
        'python/alpha/tests/__pycache__/__init__.cpython-312.pyc',
      ],
    ],
    ['tests', ['python/alpha/tests/__init__.py']],
  ]);
  expect(
    plan.notInstalled.map(({ path, package: owner, unpackedBytes }) => [path, owner, unpackedBytes]),
  ).toEqual([
    ['alpha-1.0.data/scripts/alpha', 'alpha', 9],
    ['alpha-1.0.dist-info/INSTALLER', 'alpha', 3],
  ]);
  const dropped = plan.pruned.flatMap(({ files }) => files);
  expect(dropped.every((file) => file.package === 'alpha')).toBe(true);
  expect(plan.beforePruning).toEqual(all.size);
  expect(plan.size.bytes).toBe(all.size.bytes - dropped.reduce((sum, file) => sum + file.zippedBytes, 0));
  expect(plan.size.unpackedBytes).toBe(all.size.unpackedBytes - 16);
  expect(plan.size.entries).toBe(all.size.entries - 3);
});

it('the plan does not depend on the order of the wheels', async () => {
  const folder = await scratch();
  const wheels = [
    await makeWheel(folder, { name: 'beta', files: { 'shared.py': 'x = 1\n' } }),
    await makeWheel(folder, { name: 'alpha', version: '2.0', files: { 'shared.py': 'x = 1\n' } }),
    await makeWheel(folder, { name: 'alpha', version: '1.0', files: { 'shared.py': 'x = 1\n' } }),
  ];
  const [b, a2, a1] = wheels;
  if (b === undefined || a2 === undefined || a1 === undefined) throw new Error('three wheels');
  const planOf = async (given: typeof wheels) => {
    const { entries } = await planLayer({ wheels: given, prune: [] });
    return entries.map(({ path, origin }) => `${path} ${origin.label}`);
  };
  const expected = await planOf([a1, a2, b]);
  expect(expected).toContain(`shared.py ${a1.fileName}`);
  for (const order of [
    [b, a2, a1],
    [a2, b, a1],
    [b, a1, a2],
  ])
    expect(await planOf(order)).toEqual(expected);
});

it('the plan is plain data', async () => {
  const folder = await scratch();
  const plan = await planLayer({ wheels: [await makeWheel(folder, { name: 'alpha' })], prune: ['tests'] });
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
});

it('dropped files cannot conflict, and own code is never dropped', async () => {
  const folder = await scratch();
  const wheels = [
    await makeWheel(folder, { name: 'alpha', files: { 'shared/a.pyi': 'x: int' } }),
    await makeWheel(folder, { name: 'beta', files: { 'shared/a.pyi': 'x: str' } }),
  ];
  const zipPath = join(folder, 'sources.zip');
  await writeFile(zipPath, rawZip([{ name: 'python/own/', method: 0 }, { name: 'python/own/b.pyi' }]));
  const { entries } = await planLayer({ wheels, sources: [{ zipPath, name: 'src' }], prune: ['stubs'] });
  expect(entries.map(({ path }) => path).filter((path) => !path.includes('.dist-info/'))).toEqual([
    'own/b.pyi',
  ]);
});

it('a damaged file is not compared with another of the same path', async () => {
  const folder = await scratch();
  const wheels = [
    await makeWheel(folder, { name: 'alpha', entries: [{ name: 'a.py', content: 'x', both: { crc32: 1 } }] }),
    await makeWheel(folder, { name: 'beta', files: { 'a.py': 'y' } }),
  ];
  const { problems } = await failureOf(planLayer({ wheels, prune: [] }));
  expect(problems).toEqual(['alpha-1.0-py3-none-any.whl: "a.py" has damaged content']);
});
