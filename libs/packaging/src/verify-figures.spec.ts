import { verifyLayer } from '@layerkit/verification';
import { ownLayers, resultOf } from '../test/own-layer.ts';

const layerOf = ownLayers();

it('time and memory are reported with and without the other imported modules of the layer', async () => {
  const artifact = await layerOf({
    'a_light.py': 'import b_heavy',
    'b_heavy/__init__.py': 'import b_heavy.part\nimport time\ntime.sleep(0.2)',
    'b_heavy/part.py': 'KEPT = b"x" * (64 << 20)',
  });
  const verification = await verifyLayer({ artifact });
  const light = resultOf(verification, 'a_light');
  const heavy = resultOf(verification, 'b_heavy');
  // the first module’s import includes the second’s, which takes all the time
  expect(light.seconds).toBeGreaterThan(0.2);
  expect(light.ownSeconds).toBeLessThan(0.1);
  expect(heavy.seconds).toBeLessThan(0.1);
  expect(heavy.ownSeconds).toBeGreaterThan(0.2);
  expect(light.memoryBytes).toBeGreaterThan(60 << 20);
  expect(light.ownMemoryBytes).toBeLessThan(8 << 20);
  expect(heavy.memoryBytes).toBeLessThan(8 << 20);
  expect(heavy.ownMemoryBytes).toBeGreaterThan(60 << 20);
  expect(heavy.ownMemoryBytes).toBeLessThan(80 << 20);
}, 60_000);

it('the shares add up to the total time of all imports', async () => {
  const files = Object.fromEntries(
    ['c', 'b', 'a'].map((name, at, all) => [
      `${name}.py`,
      `${all
        .slice(0, at)
        .map((one) => `import ${one}`)
        .join('\n')}\nimport time\ntime.sleep(0.1)`,
    ]),
  );
  const verification = await verifyLayer({ artifact: await layerOf(files) });
  const results = ['a', 'b', 'c'].map((name) => resultOf(verification, name));
  const whole = results.reduce((sum, { seconds }) => sum + seconds, 0);
  const shares = results.reduce((sum, { ownSeconds = 0 }) => sum + ownSeconds, 0);
  expect(whole).toBeGreaterThan(0.3);
  expect(Math.abs(shares - whole)).toBeLessThan(0.02);
  for (const { ownSeconds } of results) expect(ownSeconds).toBeGreaterThan(0.1);
}, 60_000);

it('retries of failed modules do not count towards their package', async () => {
  const tries = Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [`pkg/${name}_fails.py`, 'import pkg.heavy\nimport not_there']),
  );
  const artifact = await layerOf({
    ...tries,
    'pkg/__init__.py': '',
    'pkg/heavy.py': 'import time\ntime.sleep(0.2)\nKEPT = b"x" * (64 << 20)',
  });
  const pkg = resultOf(await verifyLayer({ artifact, submodules: true }), 'pkg');
  expect(pkg.ownSeconds).toBeLessThan(0.1);
  expect(pkg.ownMemoryBytes).toBeLessThan(8 << 20);
}, 60_000);

const fromElsewhere = [
  'import os, sys, tempfile',
  'folder = tempfile.mkdtemp()',
  'open(os.path.join(folder, "brought_along.py"), "w").close()',
  'sys.path.append(folder)',
  'import brought_along, json, xml.sax, b_second',
].join('\n');

it('imports from outside the layer are listed by module, except the standard library', async () => {
  const artifact = await layerOf({
    'a_first.py': fromElsewhere,
    'b_second.py': 'import logging',
    'c_third/__init__.py': 'from . import inner',
    'c_third/inner.py': 'import brought_along as other',
    'd_fourth.py':
      'import importlib\nimportlib.import_module("brought_along")\nimport sys, math, _ctypes, d_fourth',
    'e_tries.py': 'try:\n    import not_there\nexcept ImportError: pass',
  });
  const verification = await verifyLayer({ artifact });
  const outside = (name: string) => resultOf(verification, name).outside;
  expect(outside('a_first')).toEqual(['brought_along']);
  expect(outside('b_second')).toEqual([]);
  expect(outside('c_third')).toEqual(['brought_along']);
  expect(outside('d_fourth')).toEqual(['brought_along']);
  expect(outside('e_tries')).toEqual([]);
}, 60_000);

it('files are reported with their paths on Lambda', async () => {
  const artifact = await layerOf({ 'pkg/__init__.py': '', 'pkg/sub.py': '', 'own.py': '' });
  for (const kind of ['', 'relocated']) {
    process.env['LAYERKIT_ISOLATION'] = kind;
    const verification = await verifyLayer({ artifact, submodules: true });
    delete process.env['LAYERKIT_ISOLATION'];
    const files = ['own', 'pkg', 'pkg.sub'].map((name) => resultOf(verification, name).file);
    expect(files).toEqual(['/opt/python/own.py', '/opt/python/pkg/__init__.py', '/opt/python/pkg/sub.py']);
  }
}, 60_000);
