import { runtimeFacts } from '../runtime-facts.ts';
import type { Runtime } from '../runtime.ts';

/**
 * The top-level modules of the standard library of a runtime’s Python on all systems: `sys.stdlib_module_names`.
 * For 3.9, which has no such list, what its library folder holds beyond that of 3.10; for 3.14 CPython’s
 * Python/stdlib_module_names.h.
 */
export const standardLibraryModules = (runtime: Runtime): ReadonlySet<string> => {
  const { pythonMinor } = runtimeFacts(runtime);
  const changed = changes
    .filter(({ since = 0, until = 99 }) => since <= pythonMinor && pythonMinor <= until)
    .map(({ names }) => names);
  return new Set([inEveryVersion, ...changed].flatMap((names) => names.trim().split(/\s+/)));
};

interface Change {
  readonly names: string;
  /** Minor versions: the first that has these modules, the last that has them. */
  readonly since?: number;
  readonly until?: number;
}

const changes: readonly Change[] = [
  { until: 9, names: `_bootlocale _peg_parser formatter parser symbol` },
  { until: 10, names: `binhex` },
  { since: 11, names: `_tokenize _typing tomllib` },
  { until: 11, names: `_bootsubprocess _sha256 _sha512 asynchat asyncore distutils imp smtpd` },
  { since: 12, names: `_pydatetime _pylong _sha2` },
  {
    until: 12,
    names: `_crypt _msi aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd sunau telnetlib uu xdrlib`,
  },
  {
    since: 13,
    names: `_android_support _apple_support _colorize _interpchannels _interpqueues _interpreters _ios_support _opcode_metadata _pyrepl _suggestions _sysconfig _wmi`,
  },
  { until: 13, names: `_compression` },
  {
    since: 14,
    names: `_ast_unparse _hmac _py_warnings _remote_debugging _types _zstd annotationlib compression`,
  },
];

const inEveryVersion = `
  __future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022
  _codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle _contextvars _csv _ctypes _curses
  _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm
  _hashlib _heapq _imp _io _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing _opcode
  _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio _queue _random
  _scproxy _sha1 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime
  _struct _symtable _thread _threading_local _tkinter _tracemalloc _uuid _warnings _weakref _weakrefset _winapi
  _zoneinfo abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins bz2 cProfile
  calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser contextlib
  contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings
  ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath
  getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib importlib inspect io
  ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes mmap modulefinder
  msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os pathlib pdb pickle
  pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr
  pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select
  selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 sre_compile sre_constants
  sre_parse ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile
  tempfile termios textwrap this threading time timeit tkinter token tokenize trace traceback tracemalloc tty
  turtle turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg
  winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`;
