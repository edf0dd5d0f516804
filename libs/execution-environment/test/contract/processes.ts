import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvironmentProcess } from '../../src/process/start-process.ts';
import { askPython, collect } from '../run-in.ts';
import { writeTree } from '@layerkit/testing-files';
import { printing, type Contract } from './contract.ts';

const firstOutput = ({ child }: EnvironmentProcess) =>
  new Promise((resolve) => child.stdout?.once('data', resolve));

/** Tests of how commands end, of their memory, and of what they leave running. */
export const describeProcesses = (contract: Contract): void => {
  describeResults(contract);
  describeEnds(contract);
};

const describeResults = ({ environment }: Contract): void => {
  it('returns the exit code or the signal, and adds nothing to the output', async () => {
    const run = (code: string) => collect(environment().spawn(['-c', `import os, sys; ${code}`]));
    const silent = { stdout: '', stderr: '' };
    expect(await run('sys.exit(7)')).toEqual({ exit: { code: 7 }, ...silent });
    expect(await run('os.kill(os.getpid(), 11)')).toEqual({ exit: { signal: 'SIGSEGV' }, ...silent });
    expect(await run('os.abort()')).toEqual({ exit: { signal: 'SIGABRT' }, ...silent });
  });

  it('runs other commands, and fails for missing ones', async () => {
    const program = join(environment().paths.opt, 'program');
    const { stdout } = await collect(environment().spawnCommand([program, 'a b', 'c']));
    expect(stdout).toBe(`${program} a b c\n`);
    const missing = await collect(environment().spawnCommand(['/not/there']));
    expect(missing.exit.code).toBeGreaterThan(0);
  });

  it('measures the memory of a command and its children', async () => {
    const hold = 'x = b"x" * (64 << 20); import sys; print("."); sys.stdout.flush(); sys.stdin.read()';
    const started = environment().spawn(
      ['-c', 'import subprocess, sys; subprocess.run([sys.executable, "-c", sys.argv[1]])', hold],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    await firstOutput(started);
    const memory = started.memory();
    await started.kill();
    expect(memory?.resident).toBeGreaterThan(64 << 20);
    expect(memory?.resident).toBeLessThan(160 << 20);
    expect(memory?.peakOfOne).toBeGreaterThan(64 << 20);
    expect(started.memory()).toBeUndefined();
  });
};

const describeEnds = ({ environment, separate, open, directory, isolation }: Contract): void => {
  it('kills a command with all processes it started', async () => {
    const beat = join(environment().paths.tmp, 'beat');
    const loop = `import time\nwhile True: open(${JSON.stringify(beat)}, "a").write("."); time.sleep(0.02)`;
    // In a relocated environment, a process that leaves its group can’t be killed.
    const code = `import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", sys.argv[1]], start_new_session=${separate ? 'True' : 'False'})
print(".", flush=True); time.sleep(60)`;
    const started = environment().spawn(['-c', code, loop]);
    const size = () =>
      askPython(environment(), printing('os.path.exists(sys.argv[1]) and os.path.getsize(sys.argv[1])'), {
        args: [beat],
      });
    await firstOutput(started);
    while ((await size()) === false) await sleep(10);
    expect(await started.kill()).toEqual({ signal: 'SIGKILL' });
    const before = await size();
    await sleep(100);
    expect(await size()).toBe(before);
  });

  it('leaves nothing behind after it is closed', async () => {
    const scratch = await writeTree(join(directory, `scratch-${isolation}`), {});
    const closing = await open({ scratch });
    const running = closing.spawn(['-c', 'import time; time.sleep(60)']);
    await closing.close();
    expect(await running.exited).toEqual({ signal: 'SIGKILL' });
    expect(existsSync(scratch)).toBe(false);
  });
};
