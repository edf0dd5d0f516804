/** A version of the GNU C library. */
export interface Glibc {
  readonly major: number;
  readonly minor: number;
}

/** The C and C++ libraries of an operating system that runtimes are built on. */
export interface OperatingSystem {
  readonly name: 'Amazon Linux 2' | 'Amazon Linux 2023';
  /** The newest symbols that a binary may need. */
  readonly glibc: Glibc;
  /** The newest GLIBCXX_ symbols of its libstdc++. */
  readonly glibcxx: string;
  /** The newest CXXABI_ symbols of its libstdc++. */
  readonly cxxabi: string;
  /** Sonames in an image of the operating system that Lambda may have removed. */
  readonly unproven: readonly string[];
}

/*
 * glibc and gcc: AL2023 user guide, "Improved toolchain: gcc, binutils, and glibc" (Amazon Linux 2: gcc 7.3, 2023:
 * gcc 11). Symbols of each gcc’s libstdc++: libstdc++ manual, "ABI Policy and Guidelines" (GCC 7.2: GLIBCXX_3.4.24,
 * CXXABI_1.3.11; GCC 11.1: GLIBCXX_3.4.29, CXXABI_1.3.13).
 *
 * Lambda removes libraries from its operating systems: libcurl is in the image of python3.11 but not in the running
 * function (aws/aws-lambda-base-images issue 120). Users found the python3.9–3.11 runtimes without libexpat.so.1
 * (lambgeo/geo-layer issue 11) and libffi.so.6 (aws/aws-lambda-base-images issue 133), and all runtimes without
 * libGL.so.1 (lambci/docker-lambda issue 318). These count as missing.
 */

export const amazonLinux2: OperatingSystem = {
  name: 'Amazon Linux 2',
  glibc: { major: 2, minor: 26 },
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
};

export const amazonLinux2023: OperatingSystem = {
  name: 'Amazon Linux 2023',
  glibc: { major: 2, minor: 34 },
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
};
