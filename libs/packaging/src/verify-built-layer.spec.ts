import { readVerification } from '@layerkit/artifact';
import { verifyLayer } from '@layerkit/verification';
import { checked, errorsOf, ownLayers } from '../test/own-layer.ts';

const layerOf = ownLayers();

const distInfo = (name: string, version: string, files: readonly string[]) => ({
  [`${name}-${version}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
  [`${name}-${version}.dist-info/RECORD`]: files.map((file) => `${file},,\n`).join(''),
});

it('every top-level module is imported with its distribution’s version, and the result is saved', async () => {
  const artifact = await layerOf({
    'alpha/__init__.py': 'import beta',
    'beta.py': 'import importlib.metadata\nassert importlib.metadata.version("Beta-Tools") == "2.5"',
    'space/inner/__init__.py': '',
    ...distInfo('beta_tools', '2.5', ['beta.py', 'beta_tools-2.5.data/purelib/space/inner/__init__.py']),
  });
  const verification = await verifyLayer({ artifact });
  const { modules, ...rest } = checked(verification);
  expect(rest).toMatchObject({
    status: 'passed',
    scope: 'top-level',
    where: { on: 'local', interpreter: expect.stringMatching(/^CPython 3\.12\./) },
  });
  expect(modules.map(({ module, version, imported }) => [module, version, imported])).toEqual([
    ['alpha', undefined, true],
    ['beta', '2.5', true],
    ['space.inner', '2.5', true],
  ]);
  expect(verification.zipSha256).toBe(artifact.manifest.zip.sha256);
  expect(await readVerification(artifact)).toEqual(verification);
}, 60_000);

it('a layer without bytecode is compiled into the temporary folder', async () => {
  const artifact = await layerOf({
    'own.py': 'import os, sys\nassert os.listdir(sys.pycache_prefix) != []',
  });
  expect(errorsOf(await verifyLayer({ artifact }))).toEqual({ own: 'ok' });
}, 60_000);

it('a module that breaks the interpreter does not hide the result of another', async () => {
  const artifact = await layerOf({
    'a_raises.py': 'raise StopIteration',
    'b_exits.py': 'import sys\nsys.exit(0)',
    'c_ends.py': 'import os, sys\nprint("last words", file=sys.stderr, flush=True)\nos._exit(7)',
    'd_crashes.py': 'import ctypes\nctypes.string_at(0)',
    'e_hangs.py': 'import time\ntime.sleep(3600)',
    'f_talks.py': 'import os\nprint("{}")\nos.write(1, b"{}\\n")\nos.system("echo noise")',
    'g_leaves_threads.py':
      'import threading, time\nthreading.Thread(target=time.sleep, args=(3600,)).start()',
    'h_missing.py': 'import not_there',
    'i_syntax.py': 'def',
    'j_fine.py': '',
  });
  const verification = await verifyLayer({ artifact, secondsPerModule: 3 });
  expect(checked(verification).status).toBe('failed');
  expect(errorsOf(verification)).toEqual({
    a_raises: 'StopIteration',
    b_exits: 'SystemExit: 0',
    c_ends: 'ended the interpreter with exit code 7: last words',
    d_crashes: expect.stringContaining('ended the interpreter with SIGSEGV'),
    e_hangs: 'did not finish within 3 seconds',
    f_talks: 'ok',
    g_leaves_threads: 'ok',
    h_missing: "ModuleNotFoundError: No module named 'not_there'",
    i_syntax: expect.stringMatching(/^SyntaxError: /),
    j_fine: 'ok',
  });
}, 120_000);

it('a failure caused by another module does not count', async () => {
  const artifact = await layerOf({
    'a_vandal.py': 'import json\ndel json.loads',
    'b_victim.py': 'import json\njson.loads("1")',
  });
  expect(errorsOf(await verifyLayer({ artifact }))).toEqual({ a_vandal: 'ok', b_victim: 'ok' });
}, 60_000);

it('imports see no packages, variables or home folder of the host', async () => {
  process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
  const artifact = await layerOf({
    'variables.py':
      'import os\nassert not [n for n in os.environ if n.startswith("AWS_") or "secret" in os.environ[n]]',
    'home.py': 'import os\nassert os.listdir(os.path.expanduser("~")) == os.listdir(".") == []',
    'packages.py': 'import pip',
    'place.py': 'assert __file__.endswith("/python/place.py")',
  });
  const errors = errorsOf(await verifyLayer({ artifact }));
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  expect(errors).toEqual({
    variables: 'ok',
    home: 'ok',
    packages: "ModuleNotFoundError: No module named 'pip'",
    place: 'ok',
  });
}, 60_000);

it('submodules are imported separately, and only failed top-level modules fail the layer', async () => {
  const artifact = await layerOf({
    'pkg/__init__.py': 'state = []',
    'pkg/a_spoils.py': 'import pkg\npkg.state.append(1)',
    'pkg/b_clean.py': 'import pkg\nassert pkg.state == []',
    'pkg/c_ends.py': 'import os\nos._exit(0)',
    'pkg/d_hangs.py': 'import time\ntime.sleep(3600)',
    'pkg/e_broken/__init__.py': 'raise ValueError("no\\n  good")',
    'pkg/e_broken/below.py': '',
    'pkg/f_optional.py': 'import not_there',
    'pkg/__main__.py': 'raise SystemExit("not to be run")',
  });
  const verification = await verifyLayer({ artifact, submodules: true, secondsPerModule: 3 });
  expect(checked(verification)).toMatchObject({ status: 'passed', scope: 'submodules' });
  expect(errorsOf(verification)).toEqual({
    pkg: 'ok',
    'pkg.a_spoils': 'ok',
    'pkg.b_clean': 'ok',
    'pkg.c_ends': 'ended the interpreter with exit code 0',
    'pkg.d_hangs': 'did not finish within 3 seconds',
    'pkg.e_broken': 'ValueError: no good',
    'pkg.e_broken.below': 'its package pkg.e_broken does not import',
    'pkg.f_optional': "ModuleNotFoundError: No module named 'not_there'",
  });
}, 120_000);

it('only failures that layer.json does not expect fail the layer', async () => {
  const artifact = await layerOf({
    'host/plugins/ours/__init__.py': 'import not_there',
    'host/plugins/ours/below.py': '',
    'host/plugins/oursel.py': '',
  });
  const reason = 'the host package is in another layer';
  const expecting = (module: string) => ({ artifact, expectedFailures: [{ module, reason }] });
  const verification = await verifyLayer(expecting('host.plugins.ours'));
  expect(checked(verification)).toMatchObject({
    status: 'passed',
    modules: [
      {
        module: 'host.plugins.ours',
        imported: false,
        error: expect.stringContaining('not_there'),
        expected: reason,
      },
      { module: 'host.plugins.oursel', imported: true },
    ],
  });
  const deep = checked(await verifyLayer({ ...expecting('host.plugins.ours'), submodules: true }));
  expect(deep.modules.map(({ module, expected }) => [module, expected])).toEqual([
    ['host.plugins.ours', reason],
    ['host.plugins.ours.below', reason],
    ['host.plugins.oursel', undefined],
  ]);
  for (const other of ['host.plugins.our', 'host.plugins.ours.below'])
    expect(checked(await verifyLayer(expecting(other))).status).toBe('failed');
}, 60_000);

it('a target that the host cannot run is not checked, with a reason', async () => {
  const artifact = await layerOf({ 'own.py': '' });
  const architecture = process.arch === 'arm64' ? 'x86_64' : 'arm64';
  const target = { runtime: 'python3.12', architecture } as const;
  const foreign = { ...artifact, manifest: { ...artifact.manifest, target } };
  const { outcome } = await verifyLayer({ artifact: foreign });
  expect(outcome).toEqual({ status: 'not-checked', reason: expect.stringContaining(architecture) });
});

it('a target without an interpreter is not checked, and the reason says what to do', async () => {
  const artifact = await layerOf({ 'own.py': '' });
  const target = { ...artifact.manifest.target, runtime: 'python3.9' } as const;
  const older = { ...artifact, manifest: { ...artifact.manifest, target } };
  const { outcome } = await verifyLayer({ artifact: older, env: { PATH: '', HOME: artifact.directory } });
  expect(outcome).toEqual({
    status: 'not-checked',
    reason: expect.stringMatching(/^no Python 3\.9 interpreter found for python3\.9; .*LAYERKIT_PYTHON/),
  });
});
