import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { mkdir } from 'node:fs/promises';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { installTree, zipTree } from '../../test/installed-tree.ts';
import { auditStack } from './audit-stack.ts';
import { openStack } from './open-stack.ts';
import { atRoot, layerOf, writeStack } from '../../test/stacked-zips.ts';

// The oracle is CPython: zips unpacked in order into one folder, importlib.metadata, imports, and pip check.

const scratch = temporaryFolders();
const run = promisify(execFile);
const command = process.platform === 'win32' ? 'python' : 'python3';
let venv: string;

beforeAll(async () => {
  venv = join(await scratch(), 'venv');
  await run(command, ['-m', 'venv', venv]);
});

const unpackScript = `
import sys, zipfile
for place, path in zip(sys.argv[1::2], sys.argv[2::2]):
    zipfile.ZipFile(path).extractall(place)
`;

const askScript = `
import importlib.metadata, json, subprocess, sys
found = {}
for d in importlib.metadata.distributions(path=[p for p in sys.path if "unpacked" in p]):
    found.setdefault(d.metadata["Name"], []).append(d.version)
check = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True).stdout
print(json.dumps({
    "copies": {name: versions for name, versions in found.items()},
    "version": {name: importlib.metadata.version(name) for name in found},
    "imported": {name: getattr(__import__(name), "__version__", None) for name in sys.argv[1:]},
    "check": [line for line in check.splitlines() if " " in line and not line.startswith("No broken")],
}))
`;

interface Answer {
  readonly copies: Readonly<Record<string, readonly string[]>>;
  readonly version: Readonly<Record<string, string>>;
  readonly imported: Readonly<Record<string, string | null>>;
  readonly check: readonly string[];
}

interface Zips {
  readonly code?: { readonly zipPath: string } | undefined;
  readonly layers: readonly { readonly zipPath: string }[];
}

/** Returns what CPython finds in a stack that is unpacked as Lambda does it. */
const askPython = async ({ code, layers }: Zips, ...modules: readonly string[]): Promise<Answer> => {
  const [task, opt] = [join(await scratch(), 'unpacked-task'), join(await scratch(), 'unpacked-opt')];
  await mkdir(task);
  await run(command, [
    '-c',
    unpackScript,
    ...(code === undefined ? [] : [task, code.zipPath]),
    ...layers.flatMap(({ zipPath }) => [opt, zipPath]),
  ]);
  const PYTHONPATH = [task, join(opt, 'python')].join(process.platform === 'win32' ? ';' : ':');
  const bin = process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python';
  const { stdout } = await run(join(venv, bin), ['-c', askScript, ...modules], {
    env: { ...process.env, PYTHONPATH },
  });
  return JSON.parse(stdout) as Answer;
};

const dist = (name: string, version: string, ...requires: readonly string[]) => ({
  name,
  version,
  files: { [`${name}/__init__.py`]: `__version__ = "${version}"\n` },
  metadata: requires.map((line) => `Requires-Dist: ${line}`),
});

const a1 = layerOf(dist('alpha', '1.0'));
const a2 = layerOf(dist('alpha', '2.0'));
const user = (requirement: string) => layerOf(dist('user', '1.0', requirement));

/** Stacks in which each package is found in one version. */
const stacks = [
  { title: 'a met requirement', layers: [a1, user('alpha>=1')] },
  {
    title: 'a requirement met by a pre-release',
    layers: [layerOf(dist('alpha', '2.0rc1')), user('alpha>=2.0rc1')],
  },
  { title: 'a version that is too old', layers: [a1, user('alpha>=1.1')] },
  { title: 'an excluded version', layers: [a2, user('alpha!=2.*')] },
  { title: 'an arbitrary equality', layers: [a2, user('alpha===2')] },
  { title: 'a local version', layers: [layerOf(dist('alpha', '2.0+cpu')), user('alpha==2.0')] },
  { title: 'a package that is nowhere', layers: [a1, user('gone>=1')] },
  { title: 'a package that only another platform needs', layers: [user('gone; sys_platform == "win32"')] },
  { title: 'a package that only an extra needs', layers: [a1, user('gone; extra == "more"')] },
  { title: 'a function with another version', code: atRoot(a2), layers: [a1, user('alpha<2')] },
  { title: 'a function with the wanted version', code: atRoot(a2), layers: [a1, user('alpha>=2')] },
] as const;

it.each(stacks)('$title has the errors that pip check has on the merged folders', async (stack) => {
  const request = await writeStack(await scratch(), { target: 'python3.11/x86_64', ...stack });
  const [answer, report] = [await askPython(request), await auditStack(await openStack(request))];
  const broken = answer.check.map(
    (line) => /^(\S+) .*(not installed|but you have)/.exec(line)?.slice(1) ?? line,
  );
  const ours = report.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => ['user', code === 'stack/requirement-missing' ? 'not installed' : 'but you have']);
  expect(ours).toEqual(broken);
  const found = report.copies.map(({ name, winner }) => [name, winner.distribution.version]);
  expect(Object.fromEntries(found)).toEqual(answer.version);
});

it('the modules are those of the version that the audit calls imported', async () => {
  for (const stack of [
    { layers: [a1, a2] },
    { layers: [a2, a1] },
    { code: atRoot(a1), layers: [a2] },
    { layers: [a1, layerOf(dist('beta', '1')), a2, a1] },
  ]) {
    const request = await writeStack(await scratch(), stack);
    const { copies } = await auditStack(await openStack(request));
    const { imported } = await askPython(request, 'alpha');
    const alpha = copies.find(({ name }) => name === 'alpha');
    expect(imported).toEqual({ alpha: alpha?.winner.distribution.version });
  }
});

it('urllib3 1.26.20 under requests with urllib3 2 leaves two dist-infos and a mixed tree, which is an error', async () => {
  const [below, above] = [await scratch(), await scratch()];
  await installTree(below, 'urllib3==1.26.20');
  await installTree(above, 'requests==2.32.5', 'urllib3==2.5.0');
  const layer = async (name: string, folder: string) => ({
    name,
    zipPath: await zipTree(folder),
    targets: [],
  });
  const layers = [await layer('A', below), await layer('B', above)];
  const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;
  const { findings } = await auditStack(await openStack({ target, layers }));
  const { copies, imported } = await askPython({ layers }, 'urllib3');
  expect([...(copies['urllib3'] ?? [])].sort()).toEqual(['1.26.20', '2.5.0']);
  expect(imported).toEqual({ urllib3: '2.5.0' });
  const problems = findings.filter(({ severity }) => severity !== 'note');
  expect(problems.map(({ severity, code, package: name }) => [severity, code, name])).toEqual([
    ['error', 'stack/several-versions', 'urllib3'],
  ]);
  expect(findings[0]?.message).toMatch(
    /^urllib3 is in A \(1\.26\.20\) and in B \(2\.5\.0\): the merge mixes them, with \d+ files of the earlier layers left \(.*urllib3\//,
  );

  const later = { target, layers: layers.slice(1) };
  expect((await auditStack(await openStack(later))).findings).toEqual([]);
});

const compileScript = `
import py_compile, sys
for path in sys.argv[2:]:
    py_compile.compile(path, invalidation_mode=py_compile.PycInvalidationMode[sys.argv[1]])
`;

it.each(['UNCHECKED_HASH', 'CHECKED_HASH'])(
  'bytecode of mode %s runs instead of a later source if the audit says so',
  async (mode) => {
    const write = (folder: string, version: string) =>
      writeTree(folder, { 'python/alpha/__init__.py': `__version__ = "${version}"` });
    const [below, above] = [await write(await scratch(), '1'), await write(await scratch(), '2')];
    await run(command, ['-c', compileScript, mode, join(below, 'python/alpha/__init__.py')]);
    const layers = [
      { name: 'A', zipPath: await zipTree(below), targets: [] },
      { name: 'B', zipPath: await zipTree(above), targets: [] },
    ];
    // The host compiles for its own version
    const { stdout } = await run(command, ['-c', 'import sys; print("python%d.%d" % sys.version_info[:2])']);
    const target = parseTarget(`${stdout.trim()}/x86_64`);
    const { findings } = await auditStack(await openStack({ target, layers }));
    const isStale = findings.some(({ code }) => code === 'stack/stale-bytecode');
    expect((await askPython({ layers }, 'alpha')).imported).toEqual({ alpha: isStale ? '1' : '2' });
    expect(isStale).toBe(mode === 'UNCHECKED_HASH');
  },
);
