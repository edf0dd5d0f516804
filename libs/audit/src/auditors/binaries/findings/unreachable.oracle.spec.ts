import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolders } from '@layerkit/testing-files';
import { hasProgram } from '@layerkit/testing-host';
import { auditSubject } from '../../../../test/audit-subject.ts';
import { zipTree } from '../../../../test/installed-tree.ts';
import { auditBinaries } from '../audit-binaries.ts';

const scratch = temporaryFolders();

const hasCompiler = process.platform === 'linux' && hasProgram('cc');
/** The oracle: the loader of this host, with libraries from a C compiler. */
const withLoader = hasCompiler ? it : it.skip;

const target = `python3.12/${process.arch === 'arm64' ? 'arm64' : 'x86_64'}`;

/** Compiles a module that needs a library next to it, with these linker flags. Returns the layer’s folder. */
const compile = async (flags: readonly string[]): Promise<string> => {
  const folder = await scratch();
  const own = join(folder, 'python/own');
  await mkdir(own, { recursive: true });
  await writeFile(join(folder, 'lib.c'), 'int value(void) { return 1; }');
  await writeFile(join(folder, 'mod.c'), 'int value(void); int PyInit__m(void) { return value(); }');
  const cc = (...args: string[]) => execFileSync('cc', ['-shared', '-fPIC', ...args], { cwd: folder });
  cc('lib.c', '-o', 'python/own/libown.so.1', '-Wl,-soname,libown.so.1');
  cc('mod.c', '-o', 'python/own/_m.so', 'python/own/libown.so.1', ...flags);
  return folder;
};

const loads = (folder: string): boolean => {
  const script = `import ctypes; ctypes.CDLL(${JSON.stringify(join(folder, 'python/own/_m.so'))})`;
  return spawnSync('python3', ['-c', script], { env: { PATH: process.env['PATH'] } }).status === 0;
};

withLoader.each([
  ['without an RPATH', []],
  ['with a RUNPATH that leads elsewhere', ['-Wl,-rpath,$ORIGIN/lib']],
  ['with a RUNPATH', ['-Wl,-rpath,$ORIGIN']],
  ['with an RPATH', ['-Wl,-rpath,$ORIGIN', '-Wl,--disable-new-dtags']],
])('a module %s has a warning exactly if the loader does not find its library', async (_, flags) => {
  const folder = await compile(flags);
  const findings = await auditBinaries(auditSubject(await zipTree(folder), target));
  const warned = findings.some(({ code }) => code === 'binary/unreachable-library');
  expect(warned).toBe(!loads(folder));
});
