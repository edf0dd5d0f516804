import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { makeElf } from '@layerkit/testing-packages';
import { auditBinariesOf, shortly, type MadeLayer } from '../../../test/audit-binaries-of.ts';
import { auditSubject } from '../../../test/audit-subject.ts';
import { makeMachO, makePe, makeUniversal } from '../../../test/make-foreign-binary.ts';
import { auditBinaries } from './audit-binaries.ts';
import { listBinaries } from './list-binaries.ts';

const scratch = temporaryFolders();
const audit = async (layer: MadeLayer) => auditBinariesOf(await scratch(), layer);

const libc = { needed: ['libc.so.6'], versions: { 'libc.so.6': ['GLIBC_2.2.5'] } };
const module = 'a/_m.cpython-312-x86_64-linux-gnu.so';
const anyWheel = ['py3-none-any'];
const ownWheel = ['cp312-cp312-manylinux_2_17_x86_64', 'cp312-cp312-manylinux2014_x86_64'];

it('a layer whose binaries all fit the target has no findings', async () => {
  const files = {
    [module]: makeElf({
      ...libc,
      needed: ['libc.so.6', 'libx-1234.so.1', 'libpython3.12.so.1.0'],
      rpath: '$ORIGIN/../a.libs',
    }),
    'a.libs/libx-1234.so.1': makeElf({ ...libc, soname: 'libx-1234.so.1' }),
    'a/_abi.abi3.so': makeElf(libc),
    'a/_plain.so': makeElf({ ...libc, names: ['PyInit__plain'] }),
    'a/bin/tool': makeElf({ type: 2, isStatic: true }),
    'a/bin/other': makeElf({ ...libc, interpreter: '/lib64/ld-linux-x86-64.so.2', pie: true }),
    'a/object.o': makeElf({ type: 1, machine: 183 }),
    'a/program.bpf': makeElf({ type: 1, machine: 247 }),
    'a/core': makeElf({ type: 4, machine: 183 }),
    'a/libscript.so': '/* GNU ld script */ INPUT ( /usr/lib/libc.so.6 )',
    'a/Main.class': Buffer.from('cafebabe000000340000000000000000000000000000000000000000', 'hex'),
    'a/Assembly.dll': makePe('assembly'),
    'a/notes.txt':
      'MZ is how a Windows program begins, and this text does too, without being one of them at all',
  };
  expect(await audit({ files, tags: ownWheel })).toEqual([]);
});

it('each file for another system, architecture, C library or Python has one finding', async () => {
  const files = {
    'a/_mac.cpython-312-darwin.so': makeMachO('arm64'),
    'a/_both.cpython-312-darwin.so': makeUniversal({
      x86_64: makeMachO('x86_64'),
      arm64: makeMachO('arm64'),
    }),
    'a/_win.cp312-win_amd64.pyd': makePe('library'),
    'a/_arm.cpython-312-aarch64-linux-gnu.so': makeElf({ ...libc, machine: 183 }),
    'a/_musl.cpython-312-x86_64-linux-musl.so': makeElf({ needed: ['libc.musl-x86_64.so.1'] }),
    'a/_old.cpython-311-x86_64-linux-gnu.so': makeElf({ ...libc, needed: ['libmissing.so.1'] }),
    'a/_free.cpython-312t-x86_64-linux-gnu.so': makeElf(libc),
    'a/_pypy.pypy310-pp73-x86_64-linux-gnu.so': makeElf(libc),
    'a/tool': makeElf({ needed: ['libc.so'], interpreter: '/lib/ld-musl-x86_64.so.1' }),
    'a/program': makeMachO('x86_64', 2),
  };
  const findings = await audit({ files });
  expect(shortly(findings)).toEqual([
    'error binary/wrong-architecture a/_arm.cpython-312-aarch64-linux-gnu.so',
    'error binary/macos a/_both.cpython-312-darwin.so',
    'error binary/wrong-python a/_free.cpython-312t-x86_64-linux-gnu.so',
    'error binary/macos a/_mac.cpython-312-darwin.so',
    'error binary/musl a/_musl.cpython-312-x86_64-linux-musl.so',
    'error binary/wrong-python a/_old.cpython-311-x86_64-linux-gnu.so',
    'error binary/wrong-python a/_pypy.pypy310-pp73-x86_64-linux-gnu.so',
    'error binary/windows a/_win.cp312-win_amd64.pyd',
    'error binary/macos a/program',
    'error binary/musl a/tool',
  ]);
  const messages = findings.map(({ message }) => message);
  expect(messages[0]).toBe('is built for arm64; the target is x86_64');
  expect(messages[1]).toBe('is a binary for macOS (x86_64, arm64); python3.12/x86_64 runs on Linux');
  expect(messages[4]).toBe('is built for musl (libc.musl-x86_64.so.1); python3.12 has glibc 2.34');
  expect(messages[5]).toContain('is a module for cpython-311-x86_64-linux-gnu; python3.12/x86_64 imports');
});

it('a foreign file that is there on purpose is not an error', async () => {
  const beside = {
    [module]: makeElf(libc),
    'a/_m.cpython-311-x86_64-linux-gnu.so': makeElf(libc),
    'a/_m.cpython-312-darwin.so': makeMachO('arm64'),
    'a/linux/helper': makeElf({ type: 2, isStatic: true }),
    'a/macos/helper': makeMachO('arm64', 2),
    'a/windows/helper.exe': makePe('program'),
    'a/launcher.exe': makePe('program'),
  };
  expect(shortly(await audit({ files: beside }))).toEqual([
    'note binary/wrong-python a/_m.cpython-311-x86_64-linux-gnu.so',
    'note binary/macos a/_m.cpython-312-darwin.so',
    'note binary/windows a/launcher.exe',
    'note binary/macos a/macos/helper',
    'note binary/windows a/windows/helper.exe',
  ]);
  const several = {
    'a/attach_amd64.so': makeElf({ ...libc, soname: 'attach' }),
    'a/attach.dylib': makeMachO('arm64', 6),
    'a/attach.dll': makePe('library'),
    'a/_speed.cp312-win_amd64.pyd': makePe('library'),
  };
  expect(shortly(await audit({ files: several, tags: anyWheel, target: 'python3.12/arm64' }))).toEqual([
    'warning binary/windows a/_speed.cp312-win_amd64.pyd',
    'note binary/windows a/attach.dll',
    'note binary/macos a/attach.dylib',
    'warning binary/wrong-architecture a/attach_amd64.so',
  ]);
});

it('a module does not load the copy of a library for another architecture', async () => {
  const wrong = {
    [module]: makeElf({ ...libc, needed: ['libc.so.6', 'libcopy.so'], runpath: '$ORIGIN/x86_64' }),
    'a/arm64/libcopy.so': makeElf({ ...libc, machine: 183, needed: ['libGL.so.1'] }),
  };
  const files = {
    ...wrong,
    'a/x86_64/libcopy.so': makeElf({ ...libc, soname: 'libcopy.so' }),
  };
  expect(shortly(await audit({ files }))).toEqual(['note binary/wrong-architecture a/arm64/libcopy.so']);
  expect(shortly(await audit({ files: wrong, tags: ownWheel }))).toEqual([
    'error binary/wrong-architecture a/arm64/libcopy.so',
  ]);
});

it('the tag of a wheel that claims every platform does not make a foreign binary acceptable', async () => {
  const files = { 'made/driver/node': makeMachO('arm64', 2) };
  expect(shortly(await audit({ files, tags: anyWheel }))).toEqual(['error binary/macos made/driver/node']);
  const windows = { 'made/_m.cp312-win_amd64.pyd': makePe('library'), 'made/x.dll': makePe('library') };
  expect(shortly(await audit({ files: windows, tags: anyWheel }))).toEqual([
    'error binary/windows made/_m.cp312-win_amd64.pyd',
    'warning binary/windows made/x.dll',
  ]);
});

it('a foreign module that the target finds by name is an error, whatever the tag of its wheel', async () => {
  const files = {
    'a/_m.abi3.so': makeMachO('arm64', 6),
    'a/_plain.so': makeMachO('x86_64'),
    [module]: makeElf({ ...libc, machine: 183 }),
  };
  expect(shortly(await audit({ files, tags: ownWheel }))).toEqual([
    'error binary/macos a/_m.abi3.so',
    `error binary/wrong-architecture ${module}`,
    'error binary/macos a/_plain.so',
  ]);
});

it('a stable-ABI module is accepted from the Python version in its wheel’s tag on', async () => {
  const files = { 'made/_m.abi3.so': makeElf(libc) };
  const tags = ['cp313-abi3-manylinux_2_17_x86_64'];
  const [finding, ...others] = await audit({ files, tags });
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'binary/wrong-python', severity: 'error', package: 'made' });
  expect(finding?.message).toContain('is for Python 3.13 and newer according to its wheel tag (cp313-abi3)');
  for (const target of ['python3.13/x86_64', 'python3.14/x86_64'])
    expect(await audit({ files, tags, target })).toEqual([]);
  expect(await audit({ files, tags: ['cp37-abi3-manylinux_2_17_x86_64'] })).toEqual([]);
});

it('the finding about a symbol that is too new names the highest version, a symbol and the limit', async () => {
  const versions = { 'libc.so.6': ['GLIBC_2.9', 'GLIBC_2.28', 'GLIBC_2.27'], 'libm.so.6': ['GLIBC_2.29'] };
  const elf = makeElf({
    needed: ['libc.so.6', 'libm.so.6'],
    versions,
    symbols: { malloc: 'GLIBC_2.9', fcntl64: 'GLIBC_2.28', pow: 'GLIBC_2.29' },
  });
  const files = { 'made/tool.so': elf };
  expect(await audit({ files })).toEqual([]);
  expect(await audit({ files, tags: anyWheel, target: 'python3.11/x86_64' })).toEqual([
    {
      code: 'binary/glibc-too-new',
      severity: 'error',
      path: 'python/made/tool.so',
      package: 'made',
      message: 'needs GLIBC_2.29 (pow in libm.so.6); python3.11 has 2.26',
      hint: 'Lock a version of made with a wheel for glibc 2.26, or build for a newer runtime.',
    },
  ]);
});

it('weak version needs do not count, and the marker of relative relocations does', async () => {
  const versions = { 'libc.so.6': ['GLIBC_2.17', 'GLIBC_2.38'] };
  expect(
    await audit({ files: { [module]: makeElf({ needed: ['libc.so.6'], versions, weak: ['GLIBC_2.38'] }) } }),
  ).toEqual([]);
  const relr = { 'libc.so.6': ['GLIBC_2.17', 'GLIBC_ABI_DT_RELR'] };
  const [finding] = await audit({ files: { [module]: makeElf({ needed: ['libc.so.6'], versions: relr }) } });
  expect(finding?.message).toBe('needs GLIBC_ABI_DT_RELR in libc.so.6; python3.12 has 2.34');
});

const newCxx = {
  needed: ['libstdc++.so.6', 'libc.so.6'],
  versions: { 'libstdc++.so.6': ['GLIBCXX_3.4.30', 'CXXABI_1.3.14'] },
  symbols: { _ZSt4cout: 'GLIBCXX_3.4.30' },
};

it('symbols newer than the runtime’s libstdc++ are an error unless the file loads a libstdc++ from the layer', async () => {
  const own = makeElf({ ...libc, soname: 'libstdc++.so.6' });
  const [finding, ...others] = await audit({ files: { [module]: makeElf(newCxx) } });
  expect(others).toEqual([]);
  expect(finding?.code).toBe('binary/libstdcxx-too-new');
  expect(finding?.message).toBe(
    'needs GLIBCXX_3.4.30 (_ZSt4cout in libstdc++.so.6) and CXXABI_1.3.14 in libstdc++.so.6; python3.12 has 3.4.29 and 1.3.13',
  );
  const renamed = makeElf({
    rpath: '$ORIGIN/../a.libs',
    needed: ['libstdc++-ab12.so.6'],
    versions: { 'libstdc++-ab12.so.6': ['GLIBCXX_3.4.30'] },
  });
  expect(await audit({ files: { [module]: renamed, 'a.libs/libstdc++-ab12.so.6': own } })).toEqual([]);
  const beside = { 'a/libs/libstdc++.so.6': own };
  expect(
    await audit({ files: { [module]: makeElf({ ...newCxx, rpath: '$ORIGIN/libs' }), ...beside } }),
  ).toEqual([]);
  // LD_LIBRARY_PATH, with the runtime’s /lib64 in it, comes before DT_RUNPATH.
  const late = await audit({
    files: { [module]: makeElf({ ...newCxx, runpath: '$ORIGIN/libs' }), ...beside },
  });
  expect(shortly(late)).toEqual([`error binary/libstdcxx-too-new ${module}`]);
});

it('a missing library is an error if an import fails without it, otherwise a warning', async () => {
  const files = {
    [module]: makeElf({ ...libc, needed: ['libfirst-12.so.1'], rpath: '$ORIGIN/../a.libs' }),
    'a.libs/libfirst-12.so.1': makeElf({ ...libc, needed: ['libsecond.so.2'], rpath: '$ORIGIN' }),
    'a.libs/libsecond.so.2': makeElf({
      ...libc,
      needed: ['libGL.so.1', 'libX11.so.6'],
      soname: 'libsecond.so.2',
    }),
    'a/plugins/liblate.so': makeElf({ ...libc, needed: ['libX11.so.6'], soname: 'liblate.so' }),
    'a/node': makeElf({
      ...libc,
      type: 2,
      needed: ['libatomic.so.1', 'libc.so.6'],
      interpreter: '/lib64/ld-linux-x86-64.so.2',
    }),
  };
  const findings = await audit({ files });
  expect(shortly(findings)).toEqual([
    'error binary/missing-library a.libs/libsecond.so.2',
    'warning binary/missing-library a/node',
    'warning binary/missing-library a/plugins/liblate.so',
  ]);
  expect(findings[0]?.message).toBe(
    'needs libGL.so.1, libX11.so.6; neither the layer nor python3.12 has them',
  );
  expect(findings[1]?.message).toBe('needs libatomic.so.1; neither the layer nor python3.12 has it');
});

it('an executable stack is a warning, text relocations are a note', async () => {
  const files = {
    'a/_m.abi3.so': makeElf({ ...libc, executableStack: true }),
    'a/_t.abi3.so': makeElf({ ...libc, textRelocations: true }),
  };
  expect(shortly(await audit({ files }))).toEqual([
    'warning binary/executable-stack a/_m.abi3.so',
    'note binary/text-relocations a/_t.abi3.so',
  ]);
});

it('damaged headers and files that only have the name of a module are findings', async () => {
  const whole = makeElf({ ...libc, gap: 5000 });
  const files = {
    [module]: whole.subarray(0, whole.length - 10),
    'a/_pointer.abi3.so': 'version https://git-lfs.github.com/spec/v1',
    'a/_empty.abi3.so': '',
    'a/tool': whole.subarray(0, 30),
  };
  const findings = await audit({ files });
  expect(shortly(findings)).toEqual([
    'error binary/unreadable a/_empty.abi3.so',
    `error binary/unreadable ${module}`,
    'error binary/unreadable a/_pointer.abi3.so',
    'warning binary/unreadable a/tool',
  ]);
  expect(findings[1]?.message).toBe('is shorter than its program headers say: no loader accepts it');
});

it('the binaries of a subject are read once', async () => {
  const path = join(await scratch(), 'layer.zip');
  await writeFile(path, rawZip([{ name: 'python/a/_m.abi3.so', content: makeElf(libc) }]));
  const subject = auditSubject(path);
  const [binary] = await listBinaries(subject);
  expect(binary).toMatchObject({ path: 'python/a/_m.abi3.so', kind: 'extension module', pythonTag: 'abi3' });
  await rm(path);
  expect(await auditBinaries(subject)).toEqual([]);
});
