import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interpreter } from '../../src/interpreter/interpreter.ts';
import { askPython } from '../run-in.ts';
import { printing, type Contract } from './contract.ts';

/** The promises that only an environment with a separate root can keep. */
export const describeSeparation = ({ environment, directory }: Contract, interpreter: Interpreter): void => {
  it('has Lambda’s paths', () => {
    const own = { task: '/var/task', opt: '/opt', runtime: '/var/runtime', tmp: '/tmp', lang: '/var/lang' };
    expect(environment().paths).toEqual(own);
  });

  it('knows the name at which extensions listen', async () => {
    const code = `import socket\n${printing('[socket.gethostbyname(name) for name in sys.argv[1:]]')}`;
    const args = ['sandbox.localdomain', 'sandbox', 'localhost'];
    expect(await askPython(environment(), code, { args })).toEqual(args.map(() => '127.0.0.1'));
  });

  it('hides the host’s files', async () => {
    const secret = join(directory, 'secret');
    writeFileSync(secret, 'x');
    const args = [secret, import.meta.filename, process.cwd()];
    expect(
      await askPython(environment(), printing('[os.path.exists(p) for p in sys.argv[1:]]'), { args }),
    ).toEqual([false, false, false]);
  });

  it('runs as Lambda’s user, who can write only to /tmp and sees no process of the host', async () => {
    const user = printing('[os.getuid(), os.getgid()]');
    const rights = printing(
      '[p for p in ("/", "/opt", "/var/task", "/usr", "/etc", "/tmp") if os.access(p, os.W_OK)]',
    );
    const processes = printing('len([name for name in os.listdir("/proc") if name.isdigit()]) < 4');
    expect(await askPython(environment(), user)).toEqual([993, 990]);
    expect(await askPython(environment(), rights)).toEqual(['/tmp']);
    expect(await askPython(environment(), processes)).toBe(true);
  });

  it('has no shared memory, as on Lambda, so a multiprocessing lock fails', async () => {
    const code = printing('error("import multiprocessing; multiprocessing.Lock()")');
    expect(await askPython(environment(), code)).toMatch(/^(OSError|FileNotFoundError|ImportError)$/);
  });

  it('hides the packages next to the interpreter from interpreters that the code starts', async () => {
    const inside = printing(
      'subprocess.run([sys.executable, "-c", "import pip"], stderr=-1).stderr.decode()',
    );
    const outside = execFileSync(interpreter.path, ['-I', '-c', 'import pip; print("there")'], {
      encoding: 'utf8',
    });
    expect(outside).toBe('there\n');
    expect(await askPython(environment(), inside)).toContain("No module named 'pip'");
  });
};
