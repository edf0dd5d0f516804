import { glibcByRuntime } from '@layerkit/platform-resolution/runtimes';

/** A failure of layers and functions that is recognized by its log line. */
export interface KnownFailure {
  readonly id: string;
  readonly pattern: RegExp;
  /** The cause. */
  readonly explanation: string;
  /** The fix, as an instruction. */
  readonly hint: string;
}

const rebuild = 'Build the layer for the function’s runtime and architecture, then publish and deploy it.';

/**
 * All known failures. A line counts for the first entry it matches, so a cause comes before its consequences.
 */
export const knownFailures = [
  {
    id: 'stop-iteration',
    pattern: /\bStopIteration\b/,
    explanation:
      'a lookup found nothing: opentelemetry-api up to 1.42.1 fails like this at import if the entry_points.txt of its .dist-info is missing',
    hint: 'Keep every .dist-info in the layer complete.',
  },
  {
    id: 'package-not-found',
    pattern: /PackageNotFoundError|No package metadata was found for|DistributionNotFound/,
    explanation: 'a package reads its own version at import, but its .dist-info is missing',
    hint: 'Keep every .dist-info in the layer complete.',
  },
  {
    id: 'glibc-not-found',
    pattern: /version [`'"]?(?:GLIBC|GLIBCXX|CXXABI)_[\d.]+'? not found/,
    explanation: 'a binary needs a newer C library than the runtime’s',
    hint: `Lock the layer for the function’s runtime. The runtimes have glibc ${glibcByRuntime()}.`,
  },
  {
    id: 'invalid-elf-header',
    pattern: /invalid ELF header|: file too short/,
    explanation: 'a binary is for macOS or Windows, or is truncated',
    hint: rebuild,
  },
  {
    id: 'wrong-elf-class',
    pattern: /wrong ELF class|incompatible architecture|[Ee]xec format error/,
    explanation: 'a binary is for another architecture',
    hint: rebuild,
  },
  {
    id: 'undefined-symbol',
    pattern: /undefined symbol: /,
    explanation: 'a binary was built for another Python version or another version of a library',
    hint: rebuild,
  },
  {
    id: 'shared-object-missing',
    pattern: /cannot open shared object file/,
    explanation:
      'a binary needs a library that is in neither the runtime nor a layer, or is for another architecture',
    hint: 'If the named file is in the layer, build the layer for the function’s architecture. Otherwise use a build of the package that includes the library: many packages have one as an extra or under the name NAME-binary.',
  },
  {
    id: 'bad-bytecode',
    pattern: /bad magic number in/,
    explanation: 'a .pyc was compiled by another Python version',
    hint: 'Use the prune rule bytecode, which leaves bytecode out of the layer.',
  },
  {
    id: 'permission-denied',
    pattern: /Permission denied: '\/(?:opt|var\/task)\//,
    explanation: 'the user that Lambda runs functions as cannot read a file of the zip',
    hint: 'Rebuild with layerkit, which sets the mode of files to 0644 or 0755.',
  },
  {
    id: 'read-only-file-system',
    pattern: /(?:OSError: |"errorMessage": ?")\[Errno 30\]/,
    explanation: 'the code writes outside /tmp',
    hint: 'Make it write to /tmp: set HOME, cache folders and similar variables in the function’s environment.',
  },
  {
    id: 'no-space',
    pattern: /(?:OSError: |"errorMessage": ?")\[Errno 28\]/,
    explanation: '/tmp is full',
    hint: 'Write less to /tmp, or give the function more ephemeral storage.',
  },
  {
    id: 'user-code-syntax-error',
    pattern: /Runtime\.UserCodeSyntaxError|Syntax error in module/,
    explanation: 'the handler’s module has a syntax error on this runtime',
    hint: 'Fix the syntax, or use a newer runtime.',
  },
  {
    id: 'handler-not-found',
    pattern:
      /Runtime\.(?:HandlerNotFound|MalformedHandlerName)|Handler '[^']*' missing on module|Bad handler '/,
    explanation: 'the handler in function.json is not a function of its module',
    hint: 'Set "handler" in function.json to module.function, with dots between packages.',
  },
  {
    id: 'pkg-resources',
    pattern: /No module named '?pkg_resources\b/,
    explanation: 'pkg_resources is a module of setuptools, which the layer and the runtime lack',
    hint: 'Add setuptools<81 to the layer’s requirements: newer versions have no pkg_resources.',
  },
  {
    id: 'module-not-found',
    pattern: /ModuleNotFoundError|No module named /,
    explanation:
      'a module is in neither a layer nor the function, or its binary is for another Python version or architecture',
    hint: 'Add the package to the layer’s requirements, and check that no prune rule dropped the module. If it is the handler’s own module, fix "handler" in function.json.',
  },
  {
    id: 'import-error',
    pattern: /Runtime\.ImportModuleError|Unable to import module|\bImportError\b/,
    explanation: 'the handler’s module failed to import',
    hint: 'Read the log lines before it, or run nx run LAYER:verify to import the layer’s modules one by one.',
  },
  {
    id: 'timed-out',
    pattern: /Task timed out after |Sandbox\.Timedout/,
    explanation: 'the function took longer than its timeout',
    hint: 'Raise timeoutSeconds, or memoryMb: Lambda gives processor time in proportion to memory.',
  },
  {
    id: 'out-of-memory',
    pattern: /\bMemoryError\b|signal: killed|Runtime\.OutOfMemory/,
    explanation: 'the function ran out of memory',
    hint: 'Raise memoryMb.',
  },
  {
    id: 'runtime-exited',
    pattern: /Runtime\.ExitError|Runtime exited|signal: (?:segmentation fault|aborted|illegal instruction)/,
    explanation: 'the Python process ended before it answered: sys.exit, os._exit or a crash in a binary',
    hint: 'Read the log lines before it.',
  },
  {
    id: 'response-not-json',
    pattern: /Runtime\.MarshalError|Unable to marshal response/,
    explanation: 'the handler returned a value that is not JSON serializable',
    hint: 'Return only dicts, lists, strings, numbers, booleans and None.',
  },
  {
    id: 'response-too-large',
    pattern: /Function\.ResponseSizeTooLarge|[Rr]esponse payload size.{0,99} exceeded/,
    explanation: 'the handler returned more than 6 MB',
    hint: 'Return less, or put the result into S3.',
  },
] as const satisfies readonly KnownFailure[];

export type KnownFailureId = (typeof knownFailures)[number]['id'];

export interface FoundFailure {
  readonly id: KnownFailureId;
  readonly line: string;
  readonly explanation: string;
  readonly hint: string;
}

/** Returns each known failure once, with the first line that matches it. */
export const findKnownFailures = (lines: readonly string[]): readonly FoundFailure[] => {
  const found = new Map<KnownFailureId, FoundFailure>();
  for (const line of lines) {
    const failure = knownFailures.find(({ pattern }) => pattern.test(line));
    if (failure === undefined || found.has(failure.id)) continue;
    const { id, explanation, hint } = failure;
    found.set(id, { id, line: shorten(line.trim()), explanation, hint });
  }
  return [...found.values()];
};

const longestLine = 300;

const shorten = (line: string): string =>
  line.length <= longestLine ? line : `${line.slice(0, longestLine)}…`;
