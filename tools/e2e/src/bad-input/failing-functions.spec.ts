import type { ProcessRun } from '../processes/process-run.ts';
import { runExecutor } from '../executors/run-executor.ts';
import { startLocalAws, type LocalAws } from '../local-aws/start-local-aws.ts';
import { copyWorkspace } from '../workspace/copy-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { addFunction } from '../workspace/projects.ts';
import { outputOf, runNx } from '../workspace/run-nx.ts';
import { expectClearError } from './clear-error.ts';

// Nx deploys and smokes functions that fail. The run fails, names the failure, and shows the log.

interface Failing {
  readonly name: string;
  readonly source: string;
  /** Texts in the error, which is below the log. */
  readonly says: readonly string[];
  readonly hint: string;
  /** Lines of the function’s log. */
  readonly log: readonly string[];
}

const handler = (...lines: readonly string[]): string =>
  ['def handle(event, context):', ...lines.map((line) => `    ${line}`), ''].join('\n');

const failing: readonly Failing[] = [
  {
    name: 'raises',
    source: handler('print("about to raise")', 'raise ValueError("no colour given")'),
    says: ['- answers: FunctionError Unhandled: ValueError: no colour given'],
    hint: 'Read the log lines above',
    log: [
      'about to raise',
      '[ERROR] ValueError: no colour given',
      'File "/var/task/app.py", line 3, in handle',
    ],
  },
  {
    name: 'exits',
    source: handler('print("about to exit")', 'import sys', 'sys.exit(3)'),
    says: ['Runtime.ExitError', '- answers: runtime-exited: the Python process ended', 'exit status 3'],
    hint: 'Read the log lines before it',
    log: ['about to exit', 'Error: Runtime exited with error: exit status 3'],
  },
  {
    name: 'dawdles',
    source: handler('print("about to wait")', 'import time', 'time.sleep(60)'),
    says: [
      'Sandbox.Timedout',
      '- answers: timed-out: the function took longer than its timeout',
      '1.00 seconds',
    ],
    hint: 'Raise timeoutSeconds',
    log: ['about to wait', 'Status: timeout'],
  },
  {
    name: 'unimportable',
    source: `import no_such_module\n${handler('return 1')}`,
    says: [
      'Runtime.ImportModuleError',
      '- answers: module-not-found: a module is in neither a layer nor the function',
      "No module named 'no_such_module'",
    ],
    hint: 'Add the package to the layer’s requirements',
    log: [
      "[ERROR] Runtime.ImportModuleError: Unable to import module 'app': No module named 'no_such_module'",
    ],
  },
  {
    name: 'differs',
    source: handler('print("about to answer")', 'return {"colour": "red"}'),
    says: ['- answers: $.colour: expected "green", found "red"'],
    hint: 'Read the log lines above',
    log: ['about to answer'],
  },
];

let workspace: Workspace;
let aws: LocalAws;
let run: ProcessRun;

const smoke = [{ name: 'answers', expect: { colour: 'green' } }];

beforeAll(async () => {
  [workspace, aws] = await Promise.all([copyWorkspace(), startLocalAws()]);
  for (const { name, source } of failing)
    await addFunction(workspace, name, {
      definition: { timeoutSeconds: name === 'dawdles' ? 1 : 30, smoke },
      files: { 'src/app.py': source },
    });
  const names = failing.map(({ name }) => name).join();
  run = await runNx(workspace.root, ['run-many', '-t', 'smoke', '-p', names], aws.env);
}, 180_000);

afterAll(async () => {
  await aws.stop();
  await workspace.remove();
});

it.each(failing)(
  'smoke of a failing function names the failure and shows its log: $name',
  ({ name, says, hint, log }) => {
    const output = outputOf(run, name);
    expect(output).toContain('FAILED  answers, status 200');
    const logged = output.split('\n').filter((line) => line.startsWith('  | '));
    for (const line of log) expect(logged.join('\n')).toContain(line);
    expectClearError(output, {
      code: 'smoke/failed',
      says: [`${name}: 1 of 1 smoke cases failed`, ...says],
      hint,
    });
  },
);

it('a run with failing functions fails', () => {
  expect(run.exitCode).toBe(1);
  expect(run.output).toMatch(/Failed tasks:\s+(- \w+:smoke\s+){5}/);
});

it('smoke reports a function that was never deployed, without a log', async () => {
  await addFunction(workspace, 'absent', { definition: { smoke } });
  const absent = { executor: 'lambda:smoke', project: 'absent', env: aws.env };
  const { exitCode, output } = await runExecutor(workspace, absent);
  expect(exitCode).toBe(1);
  expectClearError(output, {
    code: 'smoke/failed',
    says: ['ResourceNotFoundException', 'function:absent'],
    hint: 'Deploy it first',
  });
}, 30_000);
