import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

// The program as a user runs it, with real commands.

const main = join(import.meta.dirname, 'main.ts');
let state: string;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'local-aws-'));
});
afterAll(() => rm(state, { recursive: true, force: true }));

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  execa(process.execPath, ['--import', 'tsx', main, ...args], { reject: false, env });
const run = (args: readonly string[], env?: Readonly<Record<string, string>>) =>
  start(['run', '--state', state, ...args], env);
const node = (program: string) => [process.execPath, '--eval', program];

it('the output and the exit code are those of the command', async () => {
  const result = await run(node('console.log("said"); process.exit(7)'));
  expect([result.stdout, result.exitCode]).toEqual(['said', 7]);
});

it('the command finds the local AWS, and no credentials of the caller', async () => {
  const program = `fetch(process.env.AWS_ENDPOINT_URL + '/2018-10-31/layers').then(({ status }) =>
    console.log(status, process.env.AWS_REGION, process.env.AWS_PROFILE, process.env.AWS_SESSION_TOKEN))`;
  const env = { AWS_PROFILE: 'real', AWS_SESSION_TOKEN: 'real', AWS_REGION: 'eu-west-3' };
  expect((await run(node(program), env)).stdout).toBe('403 eu-west-3 undefined undefined');
});

it('a missing command ends with 127 and a message', async () => {
  const result = await run(['no-such-command']);
  expect(result.exitCode).toBe(127);
  expect(result.stderr).toBe('no-such-command: no such command');
});

const onPosix = process.platform === 'win32' ? it.skip : it;

onPosix('a signal reaches the command, and the exit code shows how the command ended', async () => {
  const program =
    'process.on("SIGTERM", () => process.exit(5)); setInterval(() => {}, 1000); console.log("up")';
  const polite = run(node(program));
  polite.stdout.once('data', () => polite.kill('SIGTERM'));
  expect((await polite).exitCode).toBe(5);
  expect((await run(node('process.kill(process.pid, "SIGKILL")'))).exitCode).toBe(128 + 9);
});

it('serve prints how to connect, and a second serve names the process that holds the folder', async () => {
  const serving = start(['serve', '--state', state, '--region', 'eu-north-1']);
  const said = await new Promise<string>((resolve) => {
    serving.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
  });
  expect(said).toMatch(/AWS_ENDPOINT_URL=.*http:\/\/127\.0\.0\.1:\d+/);
  expect(said).toMatch(/AWS_REGION.*eu-north-1/);
  expect(said).toMatch(/Functions find (boto3 [\d.]+, botocore|no AWS SDK)/);
  const second = await run(node(''));
  expect(second.exitCode).toBe(1);
  expect(second.stderr).toContain(`process ${serving.pid}`);
  expect(second.stderr).toContain('--state');
  serving.kill('SIGINT');
  expect((await serving).exitCode).toBe(process.platform === 'win32' ? undefined : 0);
});

it('an invalid command line fails with the usage', async () => {
  const result = await start(['begin']);
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toMatch(/^local-aws\/failed: .*begin[^]*Usage:/);
});
