import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { verifyLayer } from '@layerkit/verification';
import { checked, errorsOf, ownLayers } from '../test/own-layer.ts';

const layerOf = ownLayers();

/** Libraries that distributions install by default and Lambda does not have. */
const usual = ['libapt-pkg.so.6.0', 'libaudit.so.1', 'libsystemd.so.0', 'libdbus-1.so.3', 'libX11.so.6'];

const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];

const library = usual.find((name) => folders.some((folder) => existsSync(join(folder, name))));
const itWithLibrary = library === undefined ? it.skip : it;
if (library === undefined)
  process.stderr.write(`NOT TESTED ON THIS HOST: it has none of ${usual.join(', ')}\n`);

const load = `import ctypes\nctypes.CDLL("${library ?? ''}")`;
const find = `import ctypes, ctypes.util
found = ctypes.util.find_library("${/^lib(.+?)\.so/.exec(library ?? '')?.[1] ?? ''}")
if found is None: raise ImportError("not found")
ctypes.CDLL(found)`;

const errorsIn = async (isolation: string, files: Readonly<Record<string, string>>, submodules = false) => {
  const artifact = await layerOf(files);
  const before = process.env['LAYERKIT_ISOLATION'];
  process.env['LAYERKIT_ISOLATION'] = isolation;
  try {
    const verification = await verifyLayer({ artifact, submodules });
    const { status, where } = checked(verification);
    const isRelocated = where.on === 'local' && where.isolation === 'relocated';
    return { status, isRelocated, errors: errorsOf(verification) };
  } finally {
    if (before === undefined) delete process.env['LAYERKIT_ISOLATION'];
    else process.env['LAYERKIT_ISOLATION'] = before;
  }
};

const ofHost = (name = library ?? ''): unknown =>
  expect.stringMatching(
    new RegExp(`^loaded libraries of this host, which neither the layer nor the runtime has: /.*${name}`),
  );

itWithLibrary(
  'a module that loads a library of the host by name fails, because the library is hidden',
  async () => {
    const { status, errors, isRelocated } = await errorsIn('', { 'a_loads.py': load, 'b_finds.py': find });
    expect(status).toBe('failed');
    expect(errors).toEqual({
      a_loads: isRelocated ? ofHost() : expect.stringMatching(/^OSError: .*cannot open shared object file/),
      b_finds: isRelocated ? ofHost() : 'ImportError: not found',
    });
  },
  60_000,
);

itWithLibrary(
  'without hiding, the same modules fail, because the library is detected',
  async () => {
    const { status, errors } = await errorsIn('relocated', {
      'a_loads.py': load,
      'b_fine.py': '',
      'c_finds.py': find,
      'd_imports_it.py': 'try: import a_loads\nexcept OSError: pass',
    });
    expect(status).toBe('failed');
    expect(errors).toEqual({ a_loads: ofHost(), b_fine: 'ok', c_finds: ofHost(), d_imports_it: ofHost() });
  },
  60_000,
);

itWithLibrary(
  'a library that only a copy of the interpreter loaded is detected',
  async () => {
    const { errors } = await errorsIn(
      'relocated',
      {
        'pack/__init__.py': '',
        'pack/a.py': '',
        'pack/b.py': `import sys\nassert "pack.a" not in sys.modules\n${load}`,
      },
      true,
    );
    expect(errors).toEqual({ pack: 'ok', 'pack.a': 'ok', 'pack.b': ofHost() });
  },
  60_000,
);

it.each(['', 'relocated'])(
  'a module that runs a program Lambda lacks fails, and one that uses what Lambda has passes (isolation: %j)',
  async (isolation) => {
    const { errors } = await errorsIn(isolation, {
      'a_runs.py': 'import subprocess\nsubprocess.run(["git", "version"], check=True)',
      'b_looks.py': 'import shutil\nif shutil.which("perl") is None: raise ImportError("perl is missing")',
      'c_uses.py': [
        'import ctypes, ctypes.util, hashlib, pwd, socket, sqlite3, ssl, subprocess, threading, uuid, zoneinfo',
        'ctypes.CDLL("libz.so.1"), ctypes.CDLL("libstdc++.so.6"), ctypes.CDLL(ctypes.util.find_library("m"))',
        'ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 1)()',
        'pwd.getpwall()',
        'socket.getaddrinfo("localhost", 80)',
        '"a".encode("iso-8859-15")',
        'zoneinfo.ZoneInfo("Europe/Berlin")',
        'assert subprocess.run("echo a | sed s/a/b/", shell=True, capture_output=True).stdout == b"b\\n"',
      ].join('\n'),
    });
    expect(errors).toEqual({
      a_runs: expect.stringMatching(/^FileNotFoundError: .*git/),
      b_looks: 'ImportError: perl is missing',
      c_uses: 'ok',
    });
  },
  60_000,
);

it.each(['', 'relocated'])(
  'a module that hides its libraries fails (isolation: %j)',
  async (isolation) => {
    const { errors, isRelocated } = await errorsIn(isolation, {
      // PR_SET_DUMPABLE: the kernel then lists the files of the process only for root.
      'a_hides.py': 'import ctypes\nctypes.CDLL(None).prctl(4, 0, 0, 0, 0)',
    });
    const isSeenAnyway = isRelocated && process.getuid?.() === 0;
    expect(errors).toEqual({ a_hides: isSeenAnyway ? 'ok' : 'hid the libraries that it loaded' });
  },
  60_000,
);
