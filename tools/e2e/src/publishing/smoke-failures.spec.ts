import { deployFunction } from '@layerkit/publishing/functions';
import { smokeFunction, type KnownFailureId, type SmokeCaseReport } from '@layerkit/publishing/smoke';
import { definitionOf, openWorkshop, type Workshop } from '@layerkit/testing-artifacts';
import { startLocalAws, type LocalAws } from '../local-aws/start-local-aws.ts';

// Functions that fail in AWS's own runtime client. smoke must recognize what they really log, in either log
// format.

interface Failing {
  readonly failure: KnownFailureId;
  readonly source: string;
  readonly handler?: string;
}

const handle = (body: string): string => `def handle(event, context):\n    ${body}\n`;

const failing: readonly Failing[] = [
  { failure: 'stop-iteration', source: 'next(iter([]))\n' },
  { failure: 'stop-iteration', source: handle('return next(iter([]))') },
  { failure: 'module-not-found', source: 'import no_such_module\n' },
  { failure: 'module-not-found', source: handle('import no_such_module') },
  { failure: 'pkg-resources', source: 'import pkg_resources\n' },
  { failure: 'import-error', source: 'from json import no_such_name\n' },
  { failure: 'package-not-found', source: 'from importlib.metadata import version\nversion("none")\n' },
  { failure: 'user-code-syntax-error', source: 'def handle(\n' },
  { failure: 'handler-not-found', source: handle('return 1'), handler: 'app.other' },
  { failure: 'handler-not-found', source: handle('return 1'), handler: 'app' },
  { failure: 'runtime-exited', source: handle('import os; os._exit(3)') },
  { failure: 'runtime-exited', source: handle('import sys; sys.exit(3)') },
  { failure: 'runtime-exited', source: handle('import ctypes; ctypes.string_at(0)') },
  { failure: 'timed-out', source: handle('import time; time.sleep(30)') },
  { failure: 'out-of-memory', source: handle('raise MemoryError') },
  { failure: 'response-not-json', source: handle('return {1, 2}') },
  { failure: 'response-too-large', source: handle('return "x" * 7_000_000') },
  { failure: 'read-only-file-system', source: handle('raise OSError(30, "Read-only file system")') },
  {
    failure: 'invalid-elf-header',
    source: handle('p = "/tmp/a.so"; open(p, "w").write("\\xcf\\xfa" * 99); import ctypes; ctypes.CDLL(p)'),
  },
  {
    failure: 'shared-object-missing',
    source: handle('import ctypes; ctypes.CDLL("libnone.so.1")'),
  },
];

let aws: LocalAws;
let workshop: Workshop;

beforeAll(async () => {
  [aws, workshop] = await Promise.all([startLocalAws(), openWorkshop()]);
});
afterAll(async () => {
  await aws.stop();
  await workshop.close();
});

const smokeOf = async ({ source, handler }: Failing, logFormat: string): Promise<SmokeCaseReport> => {
  const { layers, functions, invocation } = aws.lambda;
  const definition = definitionOf({
    handler: handler ?? 'app.handle',
    logFormat,
    timeoutSeconds: 4,
    smoke: [{ name: 'fails', budget: { durationMs: 60_000 } }],
  });
  const artifact = await workshop.function(definition, { 'app.py': source });
  await deployFunction({ project: 'failing', definition, artifact, attached: [], layers, functions });
  const { cases } = await smokeFunction({ definition, invocation });
  const [report] = cases;
  if (report === undefined) throw new Error('no case was run');
  return report;
};

describe.each(['Text', 'JSON'])('in the log format %s', (logFormat) => {
  it.each(failing)(
    'smoke names $failure, case %#',
    async (wrong) => {
      const { passed, status, functionError, problems, report, logLines } = await smokeOf(wrong, logFormat);
      const named = problems.flatMap(({ knownFailure }) => knownFailure ?? []);
      expect({ passed, status, functionError, named, logLines }).toMatchObject({
        passed: false,
        status: 200,
        functionError: 'Unhandled',
        named: [wrong.failure],
      });
      // The budget is wide, so a problem with it would mean an unreadable REPORT
      expect(problems.filter(({ kind }) => kind === 'budget')).toEqual([]);
      expect(report?.memorySizeMb).toBe(128);
    },
    30_000,
  );
});
