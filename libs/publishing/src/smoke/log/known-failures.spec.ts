import { findKnownFailures, knownFailures, type KnownFailureId } from './known-failures.ts';

/** Log lines for each failure, as Lambda, CPython or the dynamic loader writes them. */
const examples: Readonly<Record<KnownFailureId, readonly string[]>> = {
  'stop-iteration': ['[ERROR] StopIteration: ', '{"level":"ERROR","errorType":"StopIteration"}'],
  'package-not-found': [
    '[ERROR] PackageNotFoundError: No package metadata was found for mcp',
    'importlib.metadata.PackageNotFoundError: mcp',
  ],
  'glibc-not-found': [
    "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': /lib64/libc.so.6: version `GLIBC_2.32' not found (required by /opt/python/a.so)",
    "/lib64/libstdc++.so.6: version `GLIBCXX_3.4.29' not found",
  ],
  'invalid-elf-header': ['ImportError: /opt/python/pydantic_core/_pydantic_core.so: invalid ELF header'],
  'wrong-elf-class': ['ImportError: /opt/python/a.so: wrong ELF class: ELFCLASS32', 'exec format error'],
  'undefined-symbol': ['ImportError: /opt/python/a.so: undefined symbol: _PyUnicode_Ready'],
  'shared-object-missing': [
    'ImportError: libGL.so.1: cannot open shared object file: No such file or directory',
  ],
  'bad-bytecode': ["ImportError: bad magic number in 'app': b'\\x0f\\r\\r\\n'"],
  'permission-denied': ["PermissionError: [Errno 13] Permission denied: '/opt/python/boto3/__init__.py'"],
  'read-only-file-system': [
    "[ERROR] OSError: [Errno 30] Read-only file system: '/home/sbx_user1051'",
    '{"errorType":"OSError","errorMessage":"[Errno 30] Read-only file system"}',
  ],
  'no-space': ['OSError: [Errno 28] No space left on device'],
  'user-code-syntax-error': [
    "[ERROR] Runtime.UserCodeSyntaxError: Syntax error in module 'app': invalid syntax (app.py, line 1)",
  ],
  'handler-not-found': [
    "[ERROR] Runtime.HandlerNotFound: Handler 'handle' missing on module 'app'",
    "[ERROR] Runtime.MalformedHandlerName: Bad handler 'app': not enough values to unpack",
  ],
  'pkg-resources': [
    "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'pkg_resources'",
  ],
  'module-not-found': [
    "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'strands'",
    "ModuleNotFoundError: No module named 'strands'",
  ],
  'import-error': [
    "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': cannot import name 'x' from 'y'",
    "ImportError: cannot import name 'x'",
  ],
  'timed-out': [
    '2026-01-12T15:31:31.000Z 8f5e Task timed out after 1.00 seconds',
    '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: 8f5e Error: Task timed out"}',
  ],
  'out-of-memory': [
    '[ERROR] MemoryError',
    'RequestId: 8f5e Error: Runtime exited with error: signal: killed',
    '{"errorType":"Runtime.OutOfMemory"}',
  ],
  'runtime-exited': [
    'RequestId: 8f5e Error: Runtime exited with error: exit status 1',
    'RequestId: 8f5e Error: Runtime exited without providing a reason',
    'RequestId: 8f5e Error: Runtime exited with error: signal: segmentation fault',
  ],
  'response-not-json': [
    '[ERROR] Runtime.MarshalError: Unable to marshal response: Object of type set is not JSON serializable',
  ],
  'response-too-large': [
    '{"errorType":"Function.ResponseSizeTooLarge","errorMessage":"Response payload size exceeded maximum allowed payload size (6291556 bytes)."}',
  ],
};

it.each(Object.entries(examples).flatMap(([id, lines]) => lines.map((line) => ({ id, line }))))(
  'findKnownFailures finds $id in: $line',
  ({ id, line }) => {
    expect(findKnownFailures([line]).map((failure) => failure.id)).toEqual([id]);
  },
);

it('every known failure has a unique id, an example, an explanation and a hint', () => {
  const ids = knownFailures.map(({ id }) => id);
  expect(Object.keys(examples).sort()).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    knownFailures.filter(({ explanation, hint }) => explanation.length < 10 || hint.length < 10),
  ).toEqual([]);
});

it.each([
  'START RequestId: 8f5e Version: $LATEST',
  'REPORT RequestId: 8f5e\tDuration: 1214.93 ms\tBilled Duration: 1215 ms\tMemory Size: 1536 MB\tMax Memory Used: 87 MB\t',
  '[WARNING]\tmkdir -p failed for path /home/sbx_user1051/.config/matplotlib: [Errno 30] Read-only file system',
  '[INFO]\timported 77 modules, 0 errors',
  '{"strands_import": "SUCCESS", "error": null}',
])('findKnownFailures finds nothing in: %s', (line) => {
  expect(findKnownFailures([line])).toEqual([]);
});

it('each failure is reported once, with its first line shortened', () => {
  const found = findKnownFailures([`first StopIteration ${'x'.repeat(5000)}`, 'second StopIteration']);
  expect(found).toHaveLength(1);
  expect(found[0]?.line).toMatch(/^first StopIteration x{200,300}…$/);
});
