import { setTimeout as sleep } from 'node:timers/promises';
import { askPython } from '../run-in.ts';
import { printing, type Contract } from './contract.ts';

/** The limits of processes and of /tmp, and frozen processes. */
export const describeLimits = ({ isolation, open }: Contract): void => {
  it('keeps the files of one command in /tmp for the next one, within the size of /tmp', async () => {
    const environment = await open({ tmpMb: 8 });
    const { tmp } = environment.paths;
    const write = (name: string, megabytes: number) => {
      const statement = `open("${tmp}/${name}", "wb").write(b"x" * (${megabytes} << 20))`;
      return askPython(environment, printing(`error(${JSON.stringify(statement)})`));
    };
    expect(await write('first', 6)).toBeNull();
    if (isolation === 'mount-namespace') expect(await write('second', 6)).toBe('OSError');
    expect(await write('third', 9)).toBe('OSError');
    const size = printing(`os.stat(${JSON.stringify(`${tmp}/first`)}).st_size >> 20`);
    expect(await askPython(environment, size)).toBe(6);
  });

  it('limits each process, but never above the host’s own limits', async () => {
    const environment = await open({ limits: { NOFILE: 100, MEMLOCK: 65_536, CORE: 0 } });
    const limit = (name: string): string => `resource.getrlimit(resource.RLIMIT_${name})[1]`;
    const code = `import resource\n${printing(`[${['NOFILE', 'MEMLOCK', 'CORE'].map(limit).join(', ')}]`)}`;
    expect(await askPython(environment, code)).toEqual([100, 65_536, 0]);
  });

  it('says why a command with limits was not started', async () => {
    const environment = await open({ limits: { CORE: 0 } });
    const { opt, tmp } = environment.paths;
    const exitOf = (path: string) => environment.spawnCommand([path]).exited;
    await askPython(
      environment,
      printing(`open(${JSON.stringify(`${tmp}/text`)}, "w").write("#!/not/there")`),
    );
    expect(await exitOf('/not/there')).toEqual({ code: 127, execError: 'ENOENT' });
    expect(await exitOf(`${tmp}/text`)).toEqual({ code: 126, execError: 'EACCES' });
    expect(await exitOf(opt)).toEqual({ code: 126, execError: 'EACCES' });
    await askPython(environment, printing(`os.chmod(${JSON.stringify(`${tmp}/text`)}, 0o755)`));
    expect(await exitOf(`${tmp}/text`)).toEqual({ code: 127, execError: 'ENOENT' });
  });

  it('pauses a command with all its processes, and resumes them', async () => {
    const environment = await open();
    const file = `${environment.paths.tmp}/beats`;
    const beat = `import time\nwhile True:\n    open(${JSON.stringify(file)}, "ab").write(b"x")\n    time.sleep(0.01)`;
    const code = `import subprocess, sys\nsubprocess.Popen([sys.executable, "-c", ${JSON.stringify(beat)}], start_new_session=True).wait()`;
    const running = environment.spawn(['-c', code]);
    const size = async () =>
      askPython(
        environment,
        printing(`os.path.exists(${JSON.stringify(file)}) and os.stat(${JSON.stringify(file)}).st_size`),
      );
    while (!(await size())) await sleep(20);
    running.pause();
    const paused = await size();
    await sleep(300);
    expect(await size()).toBe(paused);
    running.resume();
    while ((await size()) === paused) await sleep(20);
    await running.kill();
  });
};
