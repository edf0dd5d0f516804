import { machineOf } from './machine.ts';
import type { Target } from './runtime.ts';
import { runtimeFacts, type RuntimeFacts } from './runtime-facts.ts';

/** What a binary finds in a runtime besides what its layer brings. */
export interface RuntimeLibraries {
  /** The newest GLIBCXX_ symbols of its libstdc++. */
  readonly glibcxx: string;
  /** The newest CXXABI_ symbols of its libstdc++. */
  readonly cxxabi: string;
  /** Sonames that every runtime of this operating system has. */
  readonly present: ReadonlySet<string>;
  /** Sonames that are in an image of the operating system, with no proof that Lambda keeps them. */
  readonly unproven: ReadonlySet<string>;
}

/**
 * The libraries of a target. C library and compiler: AL2023 user guide, "Improved toolchain: gcc, binutils, and
 * glibc" (Amazon Linux 2: gcc 7.3, 2023: gcc 11). What a gcc’s libstdc++ offers: libstdc++ manual, "ABI Policy and
 * Guidelines" (GCC 7.2: GLIBCXX_3.4.24, CXXABI_1.3.11; GCC 11.1: GLIBCXX_3.4.29, CXXABI_1.3.13).
 */
export const runtimeLibraries = (target: Target): RuntimeLibraries => {
  const { operatingSystem, pythonVersion } = runtimeFacts(target.runtime);
  const { glibcxx, cxxabi, unproven } = systems[operatingSystem];
  const machine = machineOf(target.architecture);
  const present = [...ofGlibc, ...ofGcc, ...ofPython(pythonVersion), 'libz.so.1', loaders[machine]];
  return { glibcxx, cxxabi, unproven: new Set(unproven), present: new Set(present) };
};

/** glibc’s own (glibc manual; the same since 2.1). libnsl and libcrypt are packages of their own by now. */
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
 * libstdc++ and libgcc stand in the runtimes’ /lib64, libz as well (`ldd` in Lambda’s images: lambgeo/docker-lambda
 * issue 34 for Amazon Linux 2, amazonlinux/amazon-linux-2023 issue 625 for 2023). libgomp, libgfortran and
 * libatomic are of gcc too, and are not there.
 */
const ofGcc = ['libstdc++.so.6', 'libgcc_s.so.1'];

/** The interpreter’s own library lies in /var/lang/lib, which is on LD_LIBRARY_PATH. */
const ofPython = (version: string): readonly string[] => [`libpython${version}.so.1.0`, 'libpython3.so'];

const loaders = { x86_64: 'ld-linux-x86-64.so.2', aarch64: 'ld-linux-aarch64.so.1' } as const;

type System = Pick<RuntimeLibraries, 'glibcxx' | 'cxxabi'> & { readonly unproven: readonly string[] };

/**
 * Lambda takes libraries out of its operating systems: libcurl is in the image of python3.11 and not in the
 * running function (aws/aws-lambda-base-images issue 120). The python3.9–3.11 runtimes were seen without
 * libexpat.so.1 (lambgeo/geo-layer issue 11) and libffi.so.6 (aws/aws-lambda-base-images issue 133), any of them
 * without libGL.so.1 (lambci/docker-lambda issue 318): those count as missing.
 */
const systems: Readonly<Record<RuntimeFacts['operatingSystem'], System>> = {
  'Amazon Linux 2': {
    glibcxx: '3.4.24',
    cxxabi: '1.3.11',
    unproven: [
      'libnsl.so.1',
      'libcrypt.so.1',
      'libssl.so.10',
      'libcrypto.so.10',
      'libcurl.so.4',
      'libxml2.so.2',
      'liblzma.so.5',
      'libbz2.so.1',
      'libsqlite3.so.0',
      'libuuid.so.1',
    ],
  },
  'Amazon Linux 2023': {
    glibcxx: '3.4.29',
    cxxabi: '1.3.13',
    unproven: [
      'libcrypt.so.2',
      'libssl.so.3',
      'libcrypto.so.3',
      'libcurl.so.4',
      'libxml2.so.2',
      'libexpat.so.1',
      'liblzma.so.5',
      'libbz2.so.1',
      'libffi.so.8',
      'libsqlite3.so.0',
      'libuuid.so.1',
    ],
  },
};
