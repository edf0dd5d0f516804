import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findInterpreter, whyNotRunnable } from '@layerkit/execution-environment';
import { runtimes, type Runtime } from '@layerkit/platform-resolution';
import type { FunctionEnvironment, FunctionSpec } from '../../src/runtime/function-environment.ts';
import { openFunctionEnvironment } from '../../src/runtime/open-function-environment.ts';
import { runtimeClient } from './functions.ts';

const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

/** Returns the runtimes for which this host has an interpreter, the oldest first. */
export const testRuntimes = async (): Promise<Runtime[]> => {
  const found: Runtime[] = [];
  for (const runtime of runtimes) {
    const usable = whyNotRunnable({ runtime, architecture }) === undefined;
    const interpreter = usable ? await findInterpreter(runtime).catch(() => undefined) : undefined;
    if (interpreter !== undefined) found.push(runtime);
  }
  if (found.length === 0)
    throw new Error('these tests need a CPython of a Lambda runtime’s version on this host');
  return found;
};

const directory = mkdtempSync(join(tmpdir(), 'layerkit-function-spec-'));
chmodSync(directory, 0o755);
const opened: FunctionEnvironment[] = [];

afterAll(async () => {
  await Promise.all(opened.map((environment) => environment.close()));
  rmSync(directory, { recursive: true, force: true });
});

/** Makes a folder with these files, by path and content. Files that start with #! are executable. */
export const makeFolder = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = join(directory, randomUUID());
  await mkdir(folder);
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    await chmod(file, content.startsWith('#!') ? 0o755 : 0o644);
  }
  return folder;
};

/** Opens a function whose module `index` is this text. */
export const openFunction = async (
  text: string,
  more: Partial<FunctionSpec> = {},
): Promise<FunctionEnvironment> => {
  if (!existsSync(join(runtimeClient, 'awslambdaric')))
    throw new Error(
      `awslambdaric is missing from ${runtimeClient}: run the setup, or set LAYERKIT_RUNTIME_CLIENT`,
    );
  const [runtime = 'python3.12'] = (await testRuntimes()).reverse();
  const environment = await openFunctionEnvironment({
    functionName: 'tested',
    version: '$LATEST',
    functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:tested',
    region: 'eu-central-1',
    target: { runtime, architecture },
    handler: 'index.handler',
    memoryMb: 256,
    timeoutSeconds: 20,
    ephemeralStorageMb: 512,
    environment: {},
    layers: [],
    codeDirectory: await makeFolder({ 'index.py': text }),
    logFormat: 'Text',
    logGroup: '/aws/lambda/tested',
    logStream: '2026/11/23/[$LATEST]0123456789abcdef0123456789abcdef',
    runtimeClient,
    ...more,
  });
  opened.push(environment);
  return environment;
};

/** Invokes a function with an event and decodes the response. */
export const invoke = async (environment: FunctionEnvironment, event: unknown = {}) => {
  const requestId = randomUUID();
  const outcome = await environment.invoke({ requestId, payload: Buffer.from(JSON.stringify(event)) });
  const response: unknown = JSON.parse(outcome.payload.toString());
  return { ...outcome, requestId, response };
};
