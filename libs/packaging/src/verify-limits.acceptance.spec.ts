import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { hasProcess } from '@layerkit/testing-host';
import { verifyLayer } from '@layerkit/verification';
import { checked, errorsOf, ownLayers } from '../test/own-layer.ts';

const layerOf = ownLayers();

const limits = { memoryMb: 160, tmpMb: 8, processes: 40, openFiles: 64 };

/** Returns the errors of the modules with small limits, and whether anything is left afterwards. */
const verifyWithin = async (files: Readonly<Record<string, string>>) => {
  const artifact = await layerOf({ ...files, 'z_fine.py': '' });
  const errors = errorsOf(await verifyLayer({ artifact, limits, secondsPerModule: 20 }));
  expect(errors['z_fine']).toBe('ok');
  expect(folders()).toEqual([]);
  return errors;
};

/** The folders of this process. Other tests may have some at the same time. */
const folders = () =>
  readdirSync(tmpdir()).filter((name) => new RegExp(`^layerkit-environment-.*-${process.pid}-`).test(name));

it('a module that uses too much memory fails, alone or with its processes', async () => {
  const hold = 'x = b"x" * (120 << 20); import time; time.sleep(30)';
  const errors = await verifyWithin({
    'a_hogs.py': 'kept = []\nwhile True: kept.append(b"x" * (4 << 20))',
    'b_shares.py': `import subprocess, sys\nprocesses = [subprocess.Popen([sys.executable, "-c", ${JSON.stringify(hold)}]) for _ in range(2)]\nprocesses[0].wait()`,
  });
  const tooMuch = 'used more than 160 MB of memory';
  expect(errors).toEqual({ a_hogs: tooMuch, b_shares: tooMuch, z_fine: 'ok' });
}, 60_000);

it('memory that copies of a process share counts once', async () => {
  const errors = await verifyWithin({
    'a_copies.py':
      'import os, time\nx = b"x" * (60 << 20)\nfor _ in range(5):\n  if os.fork() == 0:\n    time.sleep(5)\n    os._exit(0)\ntime.sleep(1)',
  });
  expect(errors['a_copies']).toBe('ok');
}, 60_000);

it('a module that starts too many processes or threads fails, and none is left', async () => {
  const word = `bomb-${process.pid}`;
  const errors = await verifyWithin({
    'a_bombs.py': 'import os\nwhile True: os.fork()',
    'b_threads.py':
      'import threading, time\nfor _ in range(60): threading.Thread(target=time.sleep, args=(30,)).start()\ntime.sleep(30)',
    'c_daemons.py': `import subprocess, sys, time\nfor _ in range(60): subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)", "${word}"], start_new_session=True)\ntime.sleep(30)`,
  });
  const tooMany = 'started more than 40 processes and threads';
  expect(errors).toEqual({ a_bombs: tooMany, b_threads: tooMany, c_daemons: tooMany, z_fine: 'ok' });
  expect(hasProcess(word)).toBe(false);
}, 60_000);

it('a module that leaves a process behind passes, and the process ends with verify', async () => {
  const word = `daemon-${process.pid}`;
  const daemon = `import subprocess, sys\nsubprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "${word}"], start_new_session=True)`;
  expect(await verifyWithin({ 'a_daemon.py': daemon })).toMatchObject({ a_daemon: 'ok' });
  expect(hasProcess(word)).toBe(false);
}, 60_000);

it('a module that fills /tmp fails, with one file or with many', async () => {
  const errors = await verifyWithin({
    'a_file.py':
      'import tempfile\nf = open(tempfile.mkstemp()[1], "wb")\nfor _ in range(64): f.write(b"x" * (1 << 20))',
    'b_files.py':
      'import tempfile, time\nfor _ in range(16): open(tempfile.mkstemp()[1], "wb").write(b"x" * (1 << 20))\ntime.sleep(10)',
  });
  expect(errors).toEqual({
    a_file: expect.stringMatching(/^OSError: .*(File too large|No space left)/),
    b_files: expect.stringMatching(/^OSError: .*No space left|^wrote more than 8 MB to \/tmp/),
    z_fine: 'ok',
  });
}, 60_000);

it('a module that opens too many files fails', async () => {
  const errors = await verifyWithin({
    'a_opens.py': 'import os\nfiles = [open(os.devnull) for _ in range(80)]',
  });
  expect(errors['a_opens']).toMatch(/^OSError: .*Too many open files/);
}, 60_000);

it('a module that prints without end runs out of time, and only its last words are kept', async () => {
  const artifact = await layerOf({ 'a_prints.py': 'while True: print("x" * 4095)', 'z_fine.py': '' });
  const before = process.memoryUsage().rss;
  const errors = errorsOf(await verifyLayer({ artifact, secondsPerModule: 2 }));
  expect(errors).toEqual({
    a_prints: expect.stringMatching(/^did not finish within 2 seconds: x{1,1000}$/),
    z_fine: 'ok',
  });
  expect(process.memoryUsage().rss - before).toBeLessThan(300 << 20);
}, 60_000);

it('a module that did not finish gets only a part of its time when it is tried alone', async () => {
  const after = (seconds: number) =>
    `import sys, time\ntime.sleep(60 if "a_first" in sys.modules else ${seconds})`;
  const artifact = await layerOf({ 'a_first.py': '', 'b_quick.py': after(0), 'c_slow.py': after(2.5) });
  expect(errorsOf(await verifyLayer({ artifact, secondsPerModule: 8 }))).toEqual({
    a_first: 'ok',
    b_quick: 'ok',
    c_slow: 'ok',
  });
  const both = await layerOf({ 'a_first.py': '', 'c_slow.py': after(2.5) });
  expect(errorsOf(await verifyLayer({ artifact: both, secondsPerModule: 8 }))).toEqual({
    a_first: 'ok',
    c_slow: 'did not finish within 8 seconds',
  });
}, 60_000);

it('the result names the limits', async () => {
  const artifact = await layerOf({ 'a_fine.py': '' });
  expect(checked(await verifyLayer({ artifact, limits })).where).toMatchObject({ limits });
  expect(checked(await verifyLayer({ artifact })).where).toMatchObject({
    limits: { tmpMb: 512, processes: 742, openFiles: 1024 },
  });
}, 60_000);

it.each(['relocated', ''])(
  'the limits apply in each kind of isolation (%s)',
  async (kind) => {
    process.env['LAYERKIT_ISOLATION'] = kind;
    const word = `kind-${kind}-${process.pid}`;
    try {
      const errors = await verifyWithin({
        'a_bombs.py': `import subprocess, sys, time\nfor _ in range(60): subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)", "${word}"], start_new_session=True)\ntime.sleep(30)`,
        'b_hogs.py': 'kept = []\nwhile True: kept.append(b"x" * (4 << 20))',
        'c_files.py':
          'import tempfile, time\nfor _ in range(16): open(tempfile.mkstemp()[1], "wb").write(b"x" * (1 << 20))\ntime.sleep(10)',
      });
      expect(errors).toEqual({
        a_bombs: 'started more than 40 processes and threads',
        b_hogs: 'used more than 160 MB of memory',
        c_files: expect.stringMatching(/No space left|^wrote more than 8 MB to \/tmp/),
        z_fine: 'ok',
      });
      expect(hasProcess(word)).toBe(false);
    } finally {
      delete process.env['LAYERKIT_ISOLATION'];
    }
  },
  60_000,
);
