import { recordOf } from '../runtimes/runtime.ts';
import { machineOf } from './machine.ts';
import type { Target } from './target.ts';

/** The libraries that a runtime has without a layer. */
export interface RuntimeLibraries {
  /** The newest GLIBCXX_ symbols of its libstdc++. */
  readonly glibcxx: string;
  /** The newest CXXABI_ symbols of its libstdc++. */
  readonly cxxabi: string;
  /** Sonames that every runtime of this operating system has. */
  readonly present: ReadonlySet<string>;
  /** Sonames in an image of the operating system that Lambda may have removed. */
  readonly unproven: ReadonlySet<string>;
}

/** The libraries of a target: those of its operating system, its Python and its loader. */
export const runtimeLibraries = (target: Target): RuntimeLibraries => {
  const { operatingSystem, version } = recordOf(target.runtime);
  const { glibcxx, cxxabi, unproven } = operatingSystem;
  const machine = machineOf(target.architecture);
  const present = [...ofGlibc, ...ofGcc, ...ofPython(version), 'libz.so.1', loaders[machine]];
  return { glibcxx, cxxabi, unproven: new Set(unproven), present: new Set(present) };
};

/** glibc’s libraries (glibc manual; the same since 2.1). libnsl and libcrypt are now separate packages. */
const ofGlibc = [
  'libc.so.6',
  'libm.so.6',
  'libmvec.so.1',
  'libdl.so.2',
  'libpthread.so.0',
  'librt.so.1',
  'libutil.so.1',
  'libresolv.so.2',
  'libanl.so.1',
];

/**
 * libstdc++, libgcc and libz are in the runtimes’ /lib64 (`ldd` in Lambda’s images: lambgeo/docker-lambda issue 34 for
 * Amazon Linux 2, amazonlinux/amazon-linux-2023 issue 625 for 2023). gcc’s libgomp, libgfortran and libatomic are
 * missing.
 */
const ofGcc = ['libstdc++.so.6', 'libgcc_s.so.1'];

/** The interpreter’s own library is in /var/lang/lib, which is on LD_LIBRARY_PATH. */
const ofPython = (version: string): readonly string[] => [`libpython${version}.so.1.0`, 'libpython3.so'];

const loaders = { x86_64: 'ld-linux-x86-64.so.2', aarch64: 'ld-linux-aarch64.so.1' } as const;
