import { join } from 'node:path';
import { layerDefinitionSchema } from '@layerkit/artifact/definition';
import { parseTarget } from '@layerkit/platform-resolution';
import {
  indexServers,
  inTreeProject,
  testEnvironment,
  tinyWheel,
  type TinyWheel,
} from '@layerkit/testing-packages';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { lockLayer } from '@layerkit/locking';
import { statedRequirements } from '@layerkit/locking/requirements';
import { openStore } from '@layerkit/wheels/store';
import { requirementsInLayer, whyInLayer } from '@layerkit/audit/why';
import { buildLayer } from './build-layer.ts';

/** These tests lock with uv, build a layer and run `why` on it. */
const scratch = temporaryFolders();
const serve = indexServers();

const layerOf = async (
  requirements: string,
  wheels: readonly TinyWheel[],
  sources: Readonly<Record<string, string>> = {},
) => {
  const projectRoot = await scratch();
  const { url } = await serve({ files: await Promise.all(wheels.map(tinyWheel)) });
  const env = testEnvironment({ UV_DEFAULT_INDEX: url });
  const target = parseTarget('python3.12/x86_64');
  const definition = layerDefinitionSchema.parse({
    layerName: 'why',
    runtimes: [target.runtime],
    requirements: 'requirements.in',
    ...(Object.keys(sources).length === 0 ? {} : { sources: 'src' }),
  });
  await writeTree(projectRoot, { 'requirements.in': requirements, ...sources });
  await lockLayer({ projectRoot, definition, target, env });
  const store = openStore({ directory: join(projectRoot, 'store') });
  const outputRoot = join(projectRoot, 'dist');
  const { artifact } = await buildLayer({ projectRoot, outputRoot, definition, target, env, store });
  const stated = await statedRequirements(projectRoot, definition);
  const ask = (name: string) => whyInLayer({ artifact, requirements: stated, name });
  const required = () => requirementsInLayer({ artifact, requirements: stated });
  return { artifact, ask, required };
};

const found = async (answer: ReturnType<typeof whyInLayer>) => {
  const why = await answer;
  if (!('found' in why)) throw new Error(`not in the layer, but ${why.meant.join()}`);
  return why.found;
};

const waysOf = (why: Awaited<ReturnType<typeof found>>): readonly string[] =>
  why.chains.map(
    ({ where, steps }) => `${where ?? ''}: ${steps.map(({ requirement }) => requirement).join(' > ')}`,
  );

const wheel = (
  name: string,
  requires: readonly string[] = [],
  extras: readonly string[] = [],
): TinyWheel => ({
  project: name,
  version: '1.0',
  requires,
  extras,
});

it('why lists all dependency paths to a package, shortest first, and its cost with its own dependencies', async () => {
  const { artifact, ask } = await layerOf('app\n# a comment\ntool>=1\n', [
    wheel('app', ['middle<2', 'shared']),
    wheel('middle', ['deep']),
    wheel('tool', ['middle']),
    wheel('deep', ['own-of-deep', 'shared (>=0.5)']),
    wheel('own-of-deep'),
    wheel('shared'),
  ]);
  const costOf = (name: string) => {
    const facts = artifact.manifest.packages.find((one) => one.name === name);
    return { zippedBytes: facts?.zippedBytes ?? NaN, unpackedBytes: facts?.unpackedBytes ?? NaN };
  };
  const why = await found(ask('deep'));
  expect(waysOf(why)).toEqual([
    'requirements.in:1: app > middle<2 > deep',
    'requirements.in:3: tool>=1 > middle > deep',
  ]);
  const own = { ...costOf('own-of-deep') };
  expect(why).toMatchObject({
    name: 'deep',
    version: '1.0',
    ...costOf('deep'),
    bringsAlone: [{ name: 'own-of-deep', version: '1.0', ...own }],
    withWhatItBrings: {
      zippedBytes: costOf('deep').zippedBytes + own.zippedBytes,
      unpackedBytes: costOf('deep').unpackedBytes + own.unpackedBytes,
    },
    moreChains: false,
  });
  expect(waysOf(await found(ask('Shared')))).toEqual([
    'requirements.in:1: app > shared',
    'requirements.in:1: app > middle<2 > deep > shared>=0.5',
    'requirements.in:3: tool>=1 > middle > deep > shared>=0.5',
  ]);
  expect(await found(ask('app'))).toMatchObject({ chains: [{ where: 'requirements.in:1' }] });
});

it('extras count only if they are requested, and markers are evaluated for the target', async () => {
  const { ask } = await layerOf('app[all]\nplain\nother; sys_platform == "win32"\n', [
    wheel('app', ['app[fast]; extra == "all"', 'speedup; extra == "fast"'], ['all', 'fast']),
    wheel('plain', ['app', 'speedup; python_version < "3.9"', 'other; platform_machine == "x86_64"']),
    wheel('speedup'),
    wheel('other'),
  ]);
  const speedup = await found(ask('speedup'));
  expect(waysOf(speedup)).toEqual(['requirements.in:1: app[all] > app[fast] > speedup']);
  expect(speedup.chains[0]?.steps.map(({ extras }) => extras)).toEqual([['all'], ['fast'], []]);
  expect(waysOf(await found(ask('other')))).toEqual(['requirements.in:2: plain > other']);
});

it('circular requirements end, and only the shortest of many paths are listed', async () => {
  const names = Array.from({ length: 9 }, (_, at) => `p${at}`);
  const { ask } = await layerOf(
    'p0\n',
    names
      .map((name) => wheel(name, [...names.filter((other) => other !== name), 'goal']))
      .concat(wheel('goal')),
  );
  const why = await found(ask('goal'));
  expect(why.moreChains).toBe(true);
  expect(why.chains).toHaveLength(10);
  expect(why.chains.map(({ steps }) => steps.length)).toEqual([2, ...Array.from({ length: 8 }, () => 3), 4]);
  expect((await found(ask('p0'))).bringsAlone).toHaveLength(9);
});

it('a misspelled name gets suggestions, and a module’s name finds its package', async () => {
  const { ask } = await layerOf('long-name\nother\n', [wheel('long-name', ['other']), wheel('other')]);
  expect(await ask('long_nme')).toEqual({ meant: ['long-name'] });
  expect(await ask('long_name')).toMatchObject({ found: { name: 'long-name' } });
  expect(await ask('something-else')).toEqual({ meant: [] });
});

it('a package from own code starts its own dependency path', async () => {
  const own = Object.entries(inTreeProject('mine', 'py3-none-any'));
  const sources = Object.fromEntries(own.map(([name, text]) => [`src/${name}`, text]));
  const { ask } = await layerOf('other\n', [wheel('other')], sources);
  const { chains, zippedBytes } = await found(ask('mine'));
  expect(chains).toEqual([
    {
      where: 'layer.json: sources',
      steps: [{ name: 'mine', version: '1.0', extras: [], requirement: 'mine' }],
    },
  ]);
  expect(zippedBytes).toBeGreaterThan(0);
});

it('each requirement is listed with the size that its removal would save, largest first', async () => {
  const { artifact, ask, required } = await layerOf('cheap\ndear\nabsent; sys_platform == "win32"\n', [
    wheel('cheap', ['shared']),
    wheel('dear', ['heavy', 'shared']),
    wheel('heavy'),
    wheel('shared'),
  ]);
  const all = await required();
  expect(all.map(({ name, bringsAlone }) => [name, bringsAlone.map((other) => other.name)])).toEqual([
    ['dear', ['heavy']],
    ['cheap', []],
  ]);
  expect(all[0]).toEqual(await found(ask('dear')));
  const shared = await found(ask('shared'));
  const sum = [...all.map((one) => one.withWhatItBrings), shared].reduce(
    (total, one) => total + one.zippedBytes,
    0,
  );
  expect(sum).toBe(artifact.manifest.packages.reduce((total, one) => total + one.zippedBytes, 0));
});
