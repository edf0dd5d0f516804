import { glibcByRuntime } from '@layerkit/platform-resolution';

/** A failure of layers and functions that is known by what it writes into the log. */
export interface KnownFailure {
  readonly id: string;
  readonly pattern: RegExp;
  /** What it means. */
  readonly explanation: string;
  /** What to do. */
  readonly hint: string;
}

const rebuild = 'Build the layer for the function’s runtime and architecture, then publish and deploy it.';

/**
 * The closed list a log has to be clean of. A line counts for the first entry it matches, so causes stand
 * before what they lead to.
 */
export const knownFailures = [
  {
    id: 'stop-iteration',
    pattern: /\bStopIteration\b/,
    explanation:
      'a lookup found nothing: opentelemetry-api up to 1.42.1 does this at import when the entry_points.txt of its .dist-info is gone',
    hint: 'Keep every .dist-info in the layer whole.',
  },
  {
    id: 'package-not-found',
    pattern: /PackageNotFoundError|No package metadata was found for|DistributionNotFound/,
    explanation: 'a package looks up its own version at import, and its .dist-info is gone',
    hint: 'Keep every .dist-info in the layer whole.',
  },
  {
    id: 'glibc-not-found',
    pattern: /version [`'"]?(?:GLIBC|GLIBCXX|CXXABI)_[\d.]+'? not found/,
    explanation: 'a binary was built for a newer C library than the runtime has',
    hint: `Lock the layer for the function’s runtime: glibc is ${glibcByRuntime()}.`,
  },
  {
    id: 'invalid-elf-header',
    pattern: /invalid ELF header|: file too short/,
    explanation: 'a binary is none for Linux: built on macOS or Windows, or cut short',
    hint: rebuild,
  },
  {
    id: 'wrong-elf-class',
    pattern: /wrong ELF class|incompatible architecture|[Ee]xec format error/,
    explanation: 'a binary is for another kind of processor',
    hint: rebuild,
  },
  {
    id: 'undefined-symbol',
    pattern: /undefined symbol: /,
    explanation: 'a binary was built for another Python or another version of a library',
    hint: rebuild,
  },
  {
    id: 'shared-object-missing',
    pattern: /cannot open shared object file/,
    explanation:
      'a binary needs a library that neither the runtime nor a layer has, or is for another processor',
    hint: 'If the file it names is in the layer, it is for another processor: build for the function’s. Else use a wheel that bundles the library, or put it into a layer’s lib/.',
  },
  {
    id: 'bad-bytecode',
    pattern: /bad magic number in/,
    explanation: 'a .pyc was compiled by another Python',
    hint: 'Leave bytecode out of the layer: prune rule bytecode.',
  },
  {
    id: 'permission-denied',
    pattern: /Permission denied: '\/(?:opt|var\/task)\//,
    explanation: 'a file in the zip is not readable for the user Lambda runs functions as',
    hint: 'Files need the mode 0644 or 0755; rebuild with layerkit, which sets it.',
  },
  {
    id: 'read-only-file-system',
    pattern: /(?:OSError: |"errorMessage": ?")\[Errno 30\]/,
    explanation: 'the code writes outside /tmp',
    hint: 'Point it at /tmp: HOME, cache folders and the like through the function’s environment.',
  },
  {
    id: 'no-space',
    pattern: /(?:OSError: |"errorMessage": ?")\[Errno 28\]/,
    explanation: '/tmp is full',
    hint: 'Write less, or give the function more ephemeral storage.',
  },
  {
    id: 'user-code-syntax-error',
    pattern: /Runtime\.UserCodeSyntaxError|Syntax error in module/,
    explanation: 'the handler’s module is no Python for this runtime',
    hint: 'Mend the syntax, or choose a newer runtime.',
  },
  {
    id: 'handler-not-found',
    pattern: /Runtime\.(?:HandlerNotFound|MalformedHandlerName)|Handler '.*' missing on module|Bad handler '/,
    explanation: 'handler in function.json names no function of the module',
    hint: 'It is module.function, with dots between packages.',
  },
  {
    id: 'module-not-found',
    pattern: /ModuleNotFoundError|No module named /,
    explanation:
      'a module is in no layer and not in the function, or its binary is for another Python or processor',
    hint: 'Add the package to the layer’s requirements; look whether prune rules dropped the module. If it is the handler’s own, correct “handler” in function.json.',
  },
  {
    id: 'import-error',
    pattern: /Runtime\.ImportModuleError|Unable to import module|\bImportError\b/,
    explanation: 'the handler’s module can’t be imported',
    hint: 'Look at the log lines before it; nx run LAYER:verify imports the layer’s modules one by one.',
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
    explanation: 'the function needed more memory than it has',
    hint: 'Raise memoryMb.',
  },
  {
    id: 'runtime-exited',
    pattern: /Runtime\.ExitError|Runtime exited|signal: (?:segmentation fault|aborted|illegal instruction)/,
    explanation:
      'the Python process ended while it should have answered: sys.exit, os._exit or a crash in a binary',
    hint: 'Look at the log lines before it.',
  },
  {
    id: 'response-not-json',
    pattern: /Runtime\.MarshalError|Unable to marshal response/,
    explanation: 'the handler returned something JSON can’t hold',
    hint: 'Return plain dicts, lists, strings, numbers, booleans and None.',
  },
  {
    id: 'response-too-large',
    pattern: /Function\.ResponseSizeTooLarge|[Rr]esponse payload size.* exceeded/,
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

/** Each known failure once, with the first line that shows it. */
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
