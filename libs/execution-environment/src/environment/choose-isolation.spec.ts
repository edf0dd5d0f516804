import { parseRuntime, runtimes } from '@layerkit/platform-resolution';
import { findInterpreter } from '../interpreter/find-interpreter.ts';
import { isolationKinds } from '../isolation/isolation.ts';
import { findTestRuntime } from '../../test/contract/describe-isolations.ts';
import { describeHostFiles } from '../../test/contract/host-files.ts';
import { openEnvironment, type ExecutionEnvironment } from './open-environment.ts';
import { chooseIsolation } from './choose-isolation.ts';
import { prepareMountNamespace } from '../isolation/mount-namespace.ts';
import { tryIsolation } from './try-isolation.ts';

const { interpreter } = await findTestRuntime();

const notTested = (obstacle: string | undefined): string =>
  obstacle === undefined ? '' : ` (NOT TESTED ON THIS HOST: ${obstacle})`;

const mountNamespaces = await Promise.all(
  [false, true].flatMap((unprivileged) =>
    [true, false].map(async (overlay) => {
      const name = `${unprivileged ? 'without' : 'with'} root’s rights, ${overlay ? 'overlaid' : 'copied'} layers`;
      const prepare = prepareMountNamespace({ unprivileged, overlay });
      return { name, prepare, obstacle: await tryIsolation(prepare, interpreter) };
    }),
  ),
);

describe('prepareMountNamespace', () => {
  for (const { name, prepare, obstacle } of mountNamespaces) {
    const whereItWorks = obstacle === undefined ? it : it.skip;
    whereItWorks(`runs Python over two layers ${name}${notTested(obstacle)}`, async () => {
      expect(await tryIsolation(prepare, interpreter)).toBeUndefined();
    });
  }

  it('a failure is always a refusal of the host', () => {
    for (const { obstacle } of mountNamespaces)
      expect(obstacle ?? 'not permitted').toMatch(
        /not permitted|denied|not installed|Invalid argument|No such device|No space/i,
      );
  });
});

const system = await Promise.any(
  runtimes.map((runtime) =>
    findInterpreter(runtime, { env: { PATH: '/usr/bin', HOME: '/nonexistent' }, directory: '/' }),
  ),
).catch(() => undefined);

const kinds = await Promise.all(
  isolationKinds.map(async (kind) => ({
    kind,
    available: await chooseIsolation(interpreter, { wanted: kind }).catch(() => undefined),
  })),
);

describe('the system’s Python, whose packages are among the system’s libraries', () => {
  for (const { kind, available } of kinds) {
    const python = available === undefined ? undefined : system;
    const whereItIs = python === undefined ? it.skip : it;
    const obstacle =
      python === undefined ? 'the host has no such Python, or not this kind of isolation' : undefined;
    whereItIs(`runs without those packages: ${kind}${notTested(obstacle)}`, async () => {
      const choice = await chooseIsolation(python ?? interpreter, { wanted: kind });
      expect(await tryIsolation(choice.prepare, python ?? interpreter)).toBeUndefined();
      expect(choice.name).toBe(available?.name);
    });

    if (python === undefined || kind === 'relocated') continue;
    describe(`in ${kind}`, () => {
      let opened: ExecutionEnvironment | undefined;
      beforeAll(async () => {
        const runtime = parseRuntime(`python${python.version.split('.').slice(0, 2).join('.')}`);
        const target = { runtime, architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64' } as const;
        opened = await openEnvironment({ target, interpreter: python, layers: [], isolation: kind });
      });
      afterAll(() => opened?.close());
      const environment = () => {
        if (opened === undefined) throw new Error('not opened yet');
        return opened;
      };
      describeHostFiles({ environment }, python);
    });
  }
});

describe('chooseIsolation', () => {
  it('takes the most faithful kind that works, and gives the reasons against the others', async () => {
    const { name, refused, prepare } = await chooseIsolation(interpreter, { wanted: '' });
    expect(await tryIsolation(prepare, interpreter)).toBeUndefined();
    for (const reason of refused) expect(reason).toMatch(/^(mount-namespace|bubblewrap).*: ./);
    expect(refused.map((reason) => reason.split(':')[0])).not.toContain(name);
  });
});
