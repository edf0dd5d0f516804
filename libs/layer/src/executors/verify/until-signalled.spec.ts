import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openWorkshop } from '@layerkit/testing-artifacts';
import { hasProcess } from '@layerkit/testing-host';

const program = fileURLToPath(new URL('../../../test/programs/verify-until-signalled.ts', import.meta.url));
const target = `python3.12/${process.arch === 'arm64' ? 'arm64' : 'x86_64'}`;
const workshop = await openWorkshop();
afterAll(() => workshop.close());

/** Verifies a layer in another process, with a folder of its own for temporary files. */
const start = async (name: string, module: string) => {
  const { directory } = await workshop.layer(name, target, { 'python/hangs.py': module });
  const temporary = join(workshop.root, `tmp-${name}`);
  mkdirSync(temporary);
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', TMPDIR: temporary },
  });
  const started = new Promise((resolve) => child.stdout.once('data', resolve));
  const output = text(child.stdout);
  // tsx has a cache in this folder.
  const left = () => readdirSync(temporary).filter((entry) => entry.startsWith('layerkit-'));
  return { child, started, output, left };
};

const hanging = (word: string): string => `
import signal, subprocess, sys
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "${word}"], start_new_session=True)
sum(iter(int, 1))
`;

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends verify while a module ignores signals, and nothing is left',
  async (signal) => {
    const word = `hangs-${signal}-${process.pid}`;
    const { child, output, left } = await start(signal, hanging(word));
    while (!hasProcess(word)) await sleep(20);
    child.kill(signal);
    expect(await output).toMatch(`verify/interrupted: ${signal} interrupted verify; nothing is left`);
    expect(hasProcess(word)).toBe(false);
    expect(left()).toEqual([]);
  },
  60_000,
);

it.each([0, 50, 150, 300, 500])(
  'SIGTERM %d ms after the start ends verify, and nothing is left',
  async (milliseconds) => {
    const { child, started, output, left } = await start(`after-${milliseconds}`, hanging(`${milliseconds}`));
    await started;
    await sleep(milliseconds);
    child.kill('SIGTERM');
    await output;
    expect(left()).toEqual([]);
  },
  60_000,
);
