import { verifyLayer } from '@layerkit/verification';
import { checked, errorsOf, ownLayers } from '../test/own-layer.ts';

const layerOf = ownLayers();

/** Code that writes lines to every descriptor that the interpreter may have, except the standard streams. */
const writeEverywhere = `
import json, os
def write_everywhere(*lines):
    for descriptor in range(3, 64):
        try:
            for line in lines:
                os.write(descriptor, line if isinstance(line, bytes) else json.dumps(line).encode() + b"\\n")
        except OSError:
            pass
`;

const passed = (module: string) => `{"module": "${module}", "imported": True, "seconds": 0}`;

/** A module that fails, after a module that runs the code. */
const attack = async (code: string) => {
  const artifact = await layerOf({
    'a_attacks.py': `${writeEverywhere}\n${code}`,
    'b_broken.py': 'raise ValueError("broken")',
  });
  const verification = await verifyLayer({ artifact, secondsPerModule: 5 });
  expect(checked(verification).status).toBe('failed');
  const errors = errorsOf(verification);
  expect(Object.keys(errors)).toEqual(['a_attacks', 'b_broken']);
  expect(errors['b_broken']).toBe('ValueError: broken');
  return errors['a_attacks'];
};

it.each([
  ['for itself and the next module', `${passed('a_attacks')}, {"begins": "b_broken"}, ${passed('b_broken')}`],
  ['for the next module', passed('b_broken')],
  ['for an unknown module', passed('unknown')],
  ['twice', `${passed('a_attacks')}, ${passed('a_attacks')}`],
  ['that are not JSON', 'b"nonsense\\n"'],
  ['nested too deeply', 'b"[" * 60000 + b"\\n"'],
  ['without a line break', 'b"{"'],
])(
  'a module that writes result lines %s and exits fails, and so does the next',
  async (_, lines) => {
    const error = await attack(`write_everywhere(${lines})\nos._exit(0)`);
    expect(error).toMatch(/^(wrote .* the probe’s channel|ended the interpreter with exit code 0)/);
  },
  60_000,
);

it('a module that writes result lines and goes on fails', async () => {
  expect(await attack(`write_everywhere(${passed('a_attacks')})`)).toMatch(/^wrote .* the probe’s channel/);
}, 60_000);

it('a module that writes a result line without end fails', async () => {
  const error = await attack('while True: write_everywhere(b"x" * 4096)');
  expect(error).toBe('wrote more than 256 KiB to the probe’s channel');
}, 60_000);

const withNonce = `
import sys
frame = sys._getframe()
while "request" not in frame.f_locals: frame = frame.f_back
answer = {"nonce": frame.f_locals["request"]["nonce"], "imported": True, "seconds": 0}
`;

it('a module that answers with the nonce of its request and exits fails', async () => {
  const error = await attack(`${withNonce}\nwrite_everywhere(answer)\nos._exit(0)`);
  expect(error).toBe('ended the interpreter with exit code 0');
}, 60_000);

it('a module that answers with the nonce of its request and goes on fails', async () => {
  expect(await attack(`${withNonce}\nwrite_everywhere(answer)`)).toMatch(/^wrote .* the probe’s channel/);
}, 60_000);

it.each([
  '{"imported": 1}',
  '{"imported": True, "seconds": -1}',
  '{"imported": True, "seconds": float("nan")}',
])(
  'after an invalid result, %s, each module is imported alone',
  async (result) => {
    const error = await attack(`
import sys
frame = sys._getframe()
while "try_import" not in frame.f_globals: frame = frame.f_back
frame.f_globals["try_import"] = lambda *_: ${result}`);
    expect(error).toBe('ok');
  },
  60_000,
);

it('a .pth file that writes result lines stops verify with an error', async () => {
  const artifact = await layerOf({
    'early.pth': 'import write_early',
    'write_early.py': `${writeEverywhere}\nwrite_everywhere(${passed('write_early')})`,
  });
  await expect(verifyLayer({ artifact })).rejects.toThrowWithCode('environment/failed', {
    problems: expect.arrayContaining([
      expect.stringMatching(/^before the first import, code of the layer wrote /),
    ]) as unknown,
  });
}, 60_000);

it('a submodule that exits in its copy after it has written a result fails', async () => {
  const artifact = await layerOf({
    'pkg/__init__.py': '',
    'pkg/a_spoils.py': `${writeEverywhere}\nwrite_everywhere({"imported": True, "seconds": 0})\nos._exit(0)`,
    'pkg/b_fine.py': '',
  });
  expect(errorsOf(await verifyLayer({ artifact, submodules: true }))).toEqual({
    pkg: 'ok',
    'pkg.a_spoils': 'ended the interpreter with exit code 0',
    'pkg.b_fine': 'ok',
  });
}, 60_000);

it('imported code cannot reach the descriptors and the memory of the supervisor', async () => {
  const artifact = await layerOf({
    'a_reaches.py': `import os
reached = []
for name in "fd/1", "mem", "environ":
    try:
        os.close(os.open("/proc/%d/%s" % (os.getppid(), name), os.O_RDWR if name != "environ" else os.O_RDONLY))
        reached.append(name)
    except OSError:
        pass
assert not reached, reached`,
  });
  const verification = await verifyLayer({ artifact });
  const { where } = checked(verification);
  const isRoot = where.on === 'local' && where.isolation === 'relocated' && process.getuid?.() === 0;
  expect(errorsOf(verification)['a_reaches'] === 'ok').toBe(!isRoot);
}, 60_000);

it('a module that kills the supervisor fails, and the next one is imported', async () => {
  const artifact = await layerOf({
    'a_kills.py': 'import os, signal, time\nos.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)',
    'b_fine.py': '',
  });
  expect(errorsOf(await verifyLayer({ artifact }))).toEqual({
    a_kills: 'ended the probe with SIGKILL',
    b_fine: 'ok',
  });
}, 60_000);

it('a copy of the interpreter that a module makes does not answer for it', async () => {
  const artifact = await layerOf({ 'a_forks.py': 'import os\nos.fork()', 'b_fine.py': '' });
  expect(errorsOf(await verifyLayer({ artifact }))).toEqual({ a_forks: 'ok', b_fine: 'ok' });
}, 60_000);
