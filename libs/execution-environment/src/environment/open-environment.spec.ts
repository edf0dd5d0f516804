import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSeparation } from '../../test/contract/separation.ts';
import { makeTrees, type Contract } from '../../test/contract/contract.ts';
import { describeIsolations, findTestRuntime } from '../../test/contract/describe-isolations.ts';
import { describeHostFiles } from '../../test/contract/host-files.ts';
import { describeImporting } from '../../test/contract/importing.ts';
import { describeLimits } from '../../test/contract/limits.ts';
import { describeProcesses } from '../../test/contract/processes.ts';
import { describeSurroundings } from '../../test/contract/surroundings.ts';
import { temporaryDirectory, writeTree } from '@layerkit/testing-files';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { hostGlibc } from '../host/host-glibc.ts';
import { openEnvironment, type ExecutionEnvironment } from './open-environment.ts';

const { runtime, interpreter } = await findTestRuntime();
const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
const target = { runtime, architecture } as const;
const version = interpreter.version.split('.').slice(0, 2).join('.');
const directory = temporaryDirectory();
const { glibc } = runtimeFacts(runtime);
const hasNewerGlibc = hostGlibc() !== `${glibc.major}.${glibc.minor}`;
const trees = await makeTrees(directory, version);

await describeIsolations(interpreter, (isolation) => {
  const opened: ExecutionEnvironment[] = [];
  const contract: Contract = {
    isolation,
    separate: isolation !== 'relocated',
    version,
    trees,
    directory,
    environment: () => {
      const [first] = opened;
      if (first === undefined) throw new Error('not opened yet');
      return first;
    },
    open: async (options = {}) => {
      const made = await openEnvironment({ target, interpreter, isolation, ...trees, ...options });
      opened.push(made);
      return made;
    },
  };

  beforeAll(() => contract.open());
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  it('reports its isolation, and limitations only where there are some', () => {
    const { limitations } = contract.environment();
    expect(contract.environment().isolation).toBe(isolation);
    expect(limitations.some((text) => text.startsWith('glibc is '))).toBe(hasNewerGlibc);
    expect(limitations.some((text) => text.includes('any library of this host'))).toBe(!contract.separate);
  });

  describeImporting(contract, interpreter);
  describeSurroundings(contract);
  describeProcesses(contract);
  describeLimits(contract);
  if (!contract.separate) return;
  describeSeparation(contract, interpreter);
  describeHostFiles(contract, interpreter);
});

describe('openEnvironment', () => {
  const options = { interpreter, layers: [], target };

  it('refuses a target of another processor and an interpreter of another version', async () => {
    const others = [
      { runtime, architecture: architecture === 'arm64' ? 'x86_64' : 'arm64' },
      { runtime: runtime === 'python3.9' ? 'python3.10' : 'python3.9', architecture },
    ] as const;
    for (const other of others)
      await expect(openEnvironment({ ...options, target: other })).rejects.toThrowWithCode(
        'environment/not-runnable',
      );
  });

  it('leaves nothing behind if a layer is not a zip', async () => {
    const bad = join(directory, 'bad.zip');
    writeFileSync(bad, 'bad');
    const scratch = await writeTree(join(directory, 'scratch-bad'), {});
    const opening = openEnvironment({ ...options, layers: [bad], scratch });
    await expect(opening).rejects.toThrowWithCode('archive/invalid');
    expect(existsSync(scratch)).toBe(false);
  });

  it('refuses an unknown kind of isolation and names the known ones', async () => {
    process.env['LAYERKIT_ISOLATION'] = 'docker';
    const opening = openEnvironment(options).finally(() => delete process.env['LAYERKIT_ISOLATION']);
    await expect(opening).rejects.toThrowWithCode('environment/failed', {
      hint: expect.stringContaining('mount-namespace, bubblewrap, relocated') as unknown,
    });
  });
});
