import { runtimes } from '@layerkit/platform-resolution';
import { findInterpreter } from '../interpreter/find-interpreter.ts';
import { isolationKinds } from '../isolation/isolation.ts';
import { findTestRuntime } from '../../test/contract/describe-isolations.ts';
import { chooseIsolation } from './choose-isolation.ts';
import { prepareMountNamespace } from '../isolation/mount-namespace.ts';
import { tryIsolation } from './try-isolation.ts';

const { interpreter } = await findTestRuntime();

describe('prepareMountNamespace', () => {
  const variants = [false, true].flatMap((unprivileged) =>
    [true, false].map((overlay) => ({
      unprivileged,
      overlay,
      prepare: prepareMountNamespace({ unprivileged, overlay }),
    })),
  );

  for (const { unprivileged, overlay, prepare } of variants) {
    const name = `${unprivileged ? 'without' : 'with'} root’s rights, ${overlay ? 'overlaid' : 'copied'} layers`;
    it(`runs Python over two layers or says why it can’t: ${name}`, async () => {
      const reason = await tryIsolation(prepare, interpreter);
      if (reason === undefined) return;
      process.stderr.write(`NOT TESTED ON THIS HOST: mount namespace ${name}: ${reason}\n`);
      // a reason is the host's refusal; anything else would be ours
      expect(reason).toMatch(/not permitted|denied|not installed|Invalid argument|No such device|No space/i);
    });
  }
});

describe('the system’s own Python, whose packages lie among the system’s libraries', () => {
  const env = { PATH: '/usr/bin', HOME: '/nonexistent' };
  for (const kind of isolationKinds)
    it(`runs, without them: ${kind}`, async () => {
      const system = await Promise.any(
        runtimes.map((runtime) => findInterpreter(runtime, { env, directory: '/' })),
      ).catch(() => undefined);
      const available = await chooseIsolation(interpreter, { wanted: kind }).catch(() => undefined);
      if (system === undefined || available === undefined) {
        process.stderr.write(`NOT TESTED ON THIS HOST: the system’s own Python by ${kind}\n`);
        return;
      }
      const choice = await chooseIsolation(system, { wanted: kind });
      expect(await tryIsolation(choice.prepare, system)).toBeUndefined();
      expect(choice.name).toBe(available.name);
    });
});

describe('chooseIsolation', () => {
  it('takes the most faithful kind that works, and knows why the others don’t', async () => {
    const { name, refused, prepare } = await chooseIsolation(interpreter, { wanted: '' });
    expect(await tryIsolation(prepare, interpreter)).toBeUndefined();
    for (const reason of refused) expect(reason).toMatch(/^(mount-namespace|bubblewrap).*: ./);
    expect(refused.map((reason) => reason.split(':')[0])).not.toContain(name);
  });
});
