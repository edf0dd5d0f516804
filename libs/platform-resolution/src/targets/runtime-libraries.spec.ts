import { architectures, runtimes } from '../index.ts';
import { runtimeLibraries } from '../runtimes.ts';

it('libstdc++ comes from the operating system’s gcc: 7.3 for python3.9 to 3.11, 11 for later runtimes', () => {
  const found = runtimes.map((runtime) => {
    const { glibcxx, cxxabi } = runtimeLibraries({ runtime, architecture: 'x86_64' });
    return `${runtime} ${glibcxx} ${cxxabi}`;
  });
  const later = runtimes.slice(runtimes.indexOf('python3.12'));
  expect(found).toEqual([
    'python3.9 3.4.24 1.3.11',
    'python3.10 3.4.24 1.3.11',
    'python3.11 3.4.24 1.3.11',
    ...later.map((runtime) => `${runtime} 3.4.29 1.3.13`),
  ]);
});

it('every runtime has glibc, libstdc++, libz, its own loader and its own Python, but not libGL or libatomic', () => {
  for (const runtime of runtimes)
    for (const architecture of architectures) {
      const { present, unproven } = runtimeLibraries({ runtime, architecture });
      for (const name of ['libc.so.6', 'libm.so.6', 'libstdc++.so.6', 'libgcc_s.so.1', 'libz.so.1'])
        expect(present).toContain(name);
      expect(present).toContain(`lib${runtime}.so.1.0`);
      const own = architecture === 'x86_64' ? 'ld-linux-x86-64.so.2' : 'ld-linux-aarch64.so.1';
      expect([...present].filter((name) => name.startsWith('ld-'))).toEqual([own]);
      for (const name of ['libGL.so.1', 'libatomic.so.1', 'libgomp.so.1', 'libX11.so.6'])
        expect([present.has(name), unproven.has(name)]).toEqual([false, false]);
      for (const name of unproven) expect(present).not.toContain(name);
    }
});
