import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runtimePrograms } from '@layerkit/platform-resolution/runtimes';
import { findExecutables } from '../../src/host/find-executable.ts';
import { findRuntimeFiles } from '../../src/runtime-files/runtime-files.ts';
import type { Interpreter } from '../../src/interpreter/interpreter.ts';
import { askPython } from '../run-in.ts';
import { printing, type Contract } from './contract.ts';

/** Libraries that distributions install by default and Lambda does not have. */
const usual = ['libapt-pkg.so.6.0', 'libaudit.so.1', 'libsystemd.so.0', 'libdbus-1.so.3', 'libX11.so.6'];

const loading = (name: string): string => `error("import ctypes; ctypes.CDLL('${name}')")`;

/** Tests of the host’s libraries and programs that an environment with a separate root hides. */
export const describeHostFiles = (
  { environment }: Pick<Contract, 'environment'>,
  interpreter: Interpreter,
): void => {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
  const installed = usual.filter((name) => folders.some((folder) => existsSync(join(folder, name))));
  const itHides = installed.length > 0 ? it : it.skip;

  itHides(
    `hides libraries of the host${installed.length > 0 ? '' : ' (NOT TESTED: it has none of them)'}`,
    async () => {
      const answer = await askPython(environment(), printing(`[${installed.map(loading).join()}]`));
      expect(answer).toEqual(installed.map(() => 'OSError'));
    },
  );

  it('has the libraries of every runtime, also by find_library', async () => {
    const runtime = [
      'libc.so.6',
      'libm.so.6',
      'libstdc++.so.6',
      'libgcc_s.so.1',
      'libz.so.1',
      'libresolv.so.2',
    ];
    expect(await askPython(environment(), printing(`[${runtime.map(loading).join()}]`))).toEqual(
      runtime.map(() => null),
    );
    const find = 'import ctypes.util\nfound = [ctypes.util.find_library(n) for n in ("c", "z", "not-there")]';
    expect(await askPython(environment(), `${find}\n${printing('found')}`)).toEqual([
      'libc.so.6',
      'libz.so.1',
      null,
    ]);
  });

  it('all modules of the standard library that load on the host load inside, except those that Lambda lacks', async () => {
    const { standardLibrary } = await findRuntimeFiles(interpreter);
    const modules = standardLibrary
      .map((folder) => join(folder, 'lib-dynload'))
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder))
      .map((name) => name.split('.', 1)[0] ?? '')
      .filter((name) => !/^(?:_tkinter|nis|_?xx.*|_test.*|_ctypes_test)$/.test(name));
    const args = [...modules, 'ssl', 'sqlite3', 'ctypes', 'hashlib', 'bz2', 'lzma', 'uuid', 'zoneinfo'];
    const code = printing('[n for n in sys.argv[1:] if error("import " + n)]');
    expect(await askPython(environment(), code, { args })).toEqual([]);
  });

  it('has the programs of every runtime that the host has, and no others', async () => {
    const found = await askPython(
      environment(),
      printing('sorted({n for d in ("/usr/bin", "/usr/sbin", "/bin", "/sbin") for n in os.listdir(d)})'),
    );
    const there = [...runtimePrograms, 'ldconfig.real'].filter(
      (name) => findExecutables(name, '/usr/sbin:/usr/bin:/sbin:/bin').length > 0,
    );
    expect(found).toEqual(there.sort());
    const programs =
      'import shutil\nfound = [shutil.which(n) for n in ("git", "gcc", "perl", "make", "curl")]';
    expect(await askPython(environment(), `${programs}\n${printing('found')}`)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    const runs = printing(
      '[os.system(c) for c in ("echo a | sed s/a/b/ | grep -q b", "ls / > /dev/null", "date > /dev/null")]',
    );
    expect(await askPython(environment(), runs)).toEqual([0, 0, 0]);
  });

  it('has certificates where programs of Amazon Linux and this interpreter look for them', async () => {
    const bundles = ['/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/certs/ca-certificates.crt'];
    if (!bundles.some((path) => existsSync(path))) return;
    const code = `import ssl\ncontext = ssl.create_default_context()\n${printing('[len(context.get_ca_certs()) > 0, os.path.getsize("/etc/pki/tls/certs/ca-bundle.crt") > 0]')}`;
    expect(await askPython(environment(), code)).toEqual([true, true]);
  });
};
