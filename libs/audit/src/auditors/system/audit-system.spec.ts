import { temporaryFolders } from '@layerkit/testing-files';
import { auditFiles, installed, type AuditOptions } from '../../../test/open-audit.ts';
import { auditSystem } from './audit-system.ts';

const scratch = temporaryFolders();

const audit = async (files: Readonly<Record<string, string>>, options?: AuditOptions) =>
  (await auditSystem(await auditFiles(await scratch(), files, options))).map((found) => [
    found.severity,
    found.code,
    found.path,
    found.package,
    found.message,
  ]);

const about = async (source: string): Promise<readonly unknown[]> => {
  const found = await audit({ 'python/own.py': source });
  return found.map(
    ([severity, , , , message]) => `${String(severity)}: ${String(message).split(';')[0] ?? ''}`,
  );
};

it('a library that code loads by name and nobody has is a warning with its line', async () => {
  const files = installed({
    name: 'pg',
    files: { 'pg/ffi.py': 'import ctypes.util\n\ndef load():\n    return ctypes.util.find_library("pq")\n' },
  });
  expect(await audit(files)).toEqual([
    [
      'warning',
      'system/missing-library',
      'python/pg/ffi.py',
      'pg',
      'loads libpq (line 4) by name; neither the layer nor python3.12 has it',
    ],
  ]);
});

it.each([
  ['a soname', 'lib = ctypes.CDLL("libmagic.so.1")', 'libmagic (line 1)'],
  ['LoadLibrary', 'lib = cdll.LoadLibrary("libmagic.so.1")', 'libmagic (line 1)'],
  ['cffi', 'lib = ffi.dlopen("libpango-1.0.so.0")', 'libpango-1.0 (line 1)'],
  [
    'a wrapper with names for several systems',
    'a = _dlopen(\n    ffi, "pango-1", "libpango-1.0.so.0",\n    "libpango-1.0-0.dll")',
    'libpango-1.0 (line 1)',
  ],
  ['a nested call', 'lib = CDLL(find_library("magic"), mode=1)', 'libmagic (line 1)'],
  ['alternatives', 'x = find_library("geos_c") or find_library("geos")', 'libgeos_c or libgeos (line 1)'],
  ['the branch for Linux', 'if sys.platform != "win32":\n    x = find_library("pq")', 'libpq (line 2)'],
  ['a second place', 'find_library("pq")\nfind_library("pq")', 'libpq (line 1)'],
])('a library is recognized in %s', async (_, source, expected) => {
  expect(await about(source)).toEqual([`warning: loads ${expected} by name`]);
});

it.each([
  [
    'libraries of every runtime',
    'CDLL("libc.so.6"); find_library("m"); find_library("stdc++"); CDLL("libz.so")',
  ],
  ['libraries that the runtime may have', 'find_library("crypto")'],
  ['the process itself', 'ctypes.CDLL(None)'],
  ['computed names', 'find_library(name); CDLL(f"libpq.so.5"); CDLL("lib" + name)'],
  ['files of Windows and macOS', 'find_library("libpq.dll"); CDLL("libpq.dylib"); CDLL("kernel32")'],
  ['a block for Windows', 'if sys.platform in ("win32", "cygwin"):\n    find_library("magic")'],
  [
    'a block for macOS',
    'if x:\n    y\nelif sys.platform == "darwin":\n    def f():\n        find_library("magic")',
  ],
  ['caught errors', 'try:\n    CDLL("libmagic.so.1")\nexcept OSError:\n    lib = None'],
  ['suppressed errors', 'with suppress(OSError):\n    CDLL("libmagic.so.1")'],
  ['comments and strings', '# find_library("pq")\nx = \'find_library("pq")\'\n"""\nfind_library("pq")\n"""'],
  ['definitions', 'def find_library(name="pq"): pass'],
])('%s cause no finding', async (_, source) => {
  expect(await about(source)).toEqual([]);
});

it('a library in the layer causes no finding, also with a hash in its name', async () => {
  const source = { 'python/own.py': 'find_library("pq"); CDLL("libmagic.so.1")' };
  const carried = { 'python/own.libs/libpq-9b38f5e3.so.5.17': '', 'lib/libmagic.so.1': '' };
  expect(await audit({ ...source, ...carried })).toEqual([]);
  expect(await audit({ ...source, 'lib/libpqueue.so': '' })).toHaveLength(1);
});

it('programs are one note per layer, and a warning per file whose import runs them', async () => {
  const files = {
    ...installed({
      name: 'pictures',
      files: {
        'pictures/a.py':
          'def show():\n    subprocess.Popen(["xdg-open", path])\n    subprocess.run(("gm", "display"))',
        'pictures/b.py': 'def f():\n    return shutil.which("gs") or os.system("djpeg -outfile " + x)',
      },
    }),
    'python/own.py': 'import subprocess\nversion = subprocess.check_output("git describe", shell=True)',
  };
  expect(await audit(files)).toEqual([
    [
      'warning',
      'system/missing-program',
      'python/own.py',
      undefined,
      'runs git (line 2) when it is imported; neither the layer nor python3.12 has it',
    ],
    [
      'note',
      'system/missing-program',
      'python/pictures/',
      undefined,
      'may run xdg-open (python/pictures/a.py:2), gm (python/pictures/a.py:3), gs or djpeg (python/pictures/b.py:2); neither the layer nor python3.12 has them',
    ],
  ]);
});

it.each([
  ['programs of every runtime', 'subprocess.run(["uname", "-a"]); os.system("echo a"); which("bash")'],
  ['Python itself', 'subprocess.run(["python3", "-m", "x"]); subprocess.run([sys.executable])'],
  ['programs of Windows and macOS', 'subprocess.run(["clip.exe"]); os.system("cls"); which("pbcopy")'],
  ['other calls', 'client.run("git"); call("git"); print("subprocess", "git")'],
  ['paths', 'subprocess.run(["/usr/bin/git"]); subprocess.run(["./configure"])'],
])('%s cause no finding as programs', async (_, source) => {
  expect(await about(source)).toEqual([]);
});

it('a program in bin/ of the layer, tests and examples cause no finding', async () => {
  const runs = 'subprocess.run(["git"]); find_library("pq")';
  expect(await audit({ 'python/a.py': 'subprocess.run(["git"])', 'bin/git': '' })).toEqual([]);
  expect(
    await audit({ 'python/a/tests/b.py': runs, 'python/a/_examples/c.py': runs, 'python/conftest.py': runs }),
  ).toEqual([]);
});

it('long and deeply nested sources take linear time', async () => {
  const long = `subprocess.run(${'['.repeat(200_000)}"git"\nfind_library(${'a.'.repeat(200_000)}("pq"`;
  expect(await about(long)).toEqual([]);
});
