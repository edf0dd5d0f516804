import { amazonLinux2, amazonLinux2023 } from './operating-systems.ts';
import type { RuntimeRecord, ShippedPackage } from './runtime-record.ts';

/**
 * The packages of every Python runtime (Lambda guide, "Building Lambda functions with Python"). AWS updates them
 * without notice, region by region, so no versions are recorded.
 */
const packages: readonly ShippedPackage[] = [
  { name: 'boto3', module: 'boto3', part: 'sdk' },
  { name: 'botocore', module: 'botocore', part: 'sdk' },
  { name: 's3transfer', module: 's3transfer', part: 'sdk' },
  { name: 'jmespath', module: 'jmespath', part: 'sdk-dependency' },
  { name: 'python-dateutil', module: 'dateutil', part: 'sdk-dependency' },
  { name: 'six', module: 'six', part: 'sdk-dependency' },
  { name: 'urllib3', module: 'urllib3', part: 'sdk-dependency' },
  { name: 'simplejson', module: 'simplejson', part: 'extra' },
  { name: 'awslambdaric', module: 'awslambdaric', part: 'client' },
];

/** SnapStart’s hooks, since python3.12. */
const packagesWithSnapStart: readonly ShippedPackage[] = [
  ...packages,
  { name: 'snapshot-restore-py', module: 'snapshot_restore_py', part: 'client' },
];

const abi3 = ['.abi3.so'];

/** The records of the Python runtimes, the oldest first. */
export const pythonRuntimes = {
  'python3.9': {
    family: 'python',
    version: '3.9',
    operatingSystem: amazonLinux2,
    retirement: { deprecated: '2025-12-15' },
    ships: packages,
    bytecodeMagic: 3425,
    stableAbiSuffixes: abi3,
    standardLibrary: { gained: '', lost: '' },
  },
  'python3.10': {
    family: 'python',
    version: '3.10',
    operatingSystem: amazonLinux2,
    retirement: {
      deprecated: '2026-10-31',
      creationBlocked: '2026-11-30',
      updatesBlocked: '2027-01-15',
    },
    ships: packages,
    bytecodeMagic: 3439,
    stableAbiSuffixes: abi3,
    standardLibrary: { gained: '', lost: '_bootlocale _peg_parser formatter parser symbol' },
  },
  'python3.11': {
    family: 'python',
    version: '3.11',
    operatingSystem: amazonLinux2,
    retirement: { deprecated: '2027-06-30' },
    ships: packages,
    bytecodeMagic: 3495,
    stableAbiSuffixes: abi3,
    standardLibrary: { gained: '_tokenize _typing tomllib', lost: 'binhex' },
  },
  'python3.12': {
    family: 'python',
    version: '3.12',
    operatingSystem: amazonLinux2023,
    retirement: { deprecated: '2028-10-31' },
    ships: packagesWithSnapStart,
    bytecodeMagic: 3531,
    stableAbiSuffixes: abi3,
    standardLibrary: {
      gained: '_pydatetime _pylong _sha2',
      lost: '_bootsubprocess _sha256 _sha512 asynchat asyncore distutils imp smtpd',
    },
  },
  'python3.13': {
    family: 'python',
    version: '3.13',
    operatingSystem: amazonLinux2023,
    retirement: { deprecated: '2029-06-30' },
    ships: packagesWithSnapStart,
    bytecodeMagic: 3571,
    stableAbiSuffixes: abi3,
    standardLibrary: {
      gained:
        '_android_support _apple_support _colorize _interpchannels _interpqueues _interpreters _ios_support ' +
        '_opcode_metadata _pyrepl _suggestions _sysconfig _wmi',
      lost:
        '_crypt _msi aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev ' +
        'pipes sndhdr spwd sunau telnetlib uu xdrlib',
    },
  },
  'python3.14': {
    family: 'python',
    version: '3.14',
    operatingSystem: amazonLinux2023,
    retirement: { deprecated: ['2029-06-30', '2030-06-30'] },
    ships: packagesWithSnapStart,
    bytecodeMagic: 3627,
    stableAbiSuffixes: abi3,
    standardLibrary: {
      gained: '_ast_unparse _hmac _py_warnings _remote_debugging _types _zstd annotationlib compression',
      lost: '_compression',
    },
  },
  // In public preview since 2026-08. AWS has not stated its operating system, packages or retirement. Amazon Linux
  // 2023 is the oldest system it can have. A newer system would also run its binaries, and newer wheels. The rest is
  // from CPython 3.15.0.
  'python3.15': {
    family: 'python',
    version: '3.15',
    preview: true,
    operatingSystem: amazonLinux2023,
    retirement: {},
    ships: undefined,
    bytecodeMagic: 3666,
    stableAbiSuffixes: ['.abi3-MACHINE-linux-gnu.so', '.abi3.so', '.abi3t-MACHINE-linux-gnu.so', '.abi3t.so'],
    standardLibrary: { gained: '_math_integer profiling', lost: 'sre_compile sre_constants sre_parse' },
  },
} as const satisfies Readonly<Record<string, RuntimeRecord>>;
