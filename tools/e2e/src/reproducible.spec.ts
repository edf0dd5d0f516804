import { chmod, readdir, readFile } from 'node:fs/promises';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { runExecutor } from './executors/run-executor.ts';
import { bareWorkspace, type Workspace } from './workspace/workspace.ts';
import { copyWorkspace } from './workspace/copy-workspace.ts';
import { addLayer, writeWorkspaceFile } from './workspace/projects.ts';
import { cachedTasks, runNx } from './workspace/run-nx.ts';

// Builds the layers and the function of this workspace, and a layer of a wheel and own code, in two places that
// share only what they are built from.

interface Place {
  readonly env: Readonly<Record<string, string>>;
  readonly umask: number;
  /** The mode of the files of own code. */
  readonly mode: number;
  /** The order in which the files are created. */
  readonly order: (names: readonly string[]) => readonly string[];
}

const berlin: Place = {
  env: { TZ: 'Europe/Berlin', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
  umask: 0o022,
  mode: 0o644,
  order: (names) => names,
};
const honolulu: Place = {
  env: { TZ: 'Pacific/Honolulu', LC_ALL: 'C', LANG: 'tr_TR.ISO-8859-9', PYTHONHASHSEED: '7' },
  umask: 0o077,
  mode: 0o700,
  order: (names) => names.toReversed(),
};

/** Names that sort differently by bytes, by locale and by creation. */
const sources = Array.from({ length: 40 }, (_, number) =>
  ['a', 'B', 'c', 'D', 'é', 'I', 'ñ', '_'].map((letter) => `${letter}${(number * 7) % 40}`),
).flatMap((names, number) => names.map((name) => `mixed/${number % 2 === 0 ? 'even' : 'odd'}/${name}.py`));

const projects = ['dependencies-layer', 'package-layer', 'orchestrator', 'mixed'];

const places: Workspace[] = [];
let lock: string;
const lockFile = 'apps/mixed/lock/python3.12-x86_64.txt';

const addMixedLayer = (workspace: Workspace): Promise<void> =>
  addLayer(workspace, 'mixed', {
    definition: { requirements: 'requirements.in', sources: 'src' },
    files: { 'requirements.in': 'six==1.17.0\n' },
  });

const openPlace = async ({ mode, order }: Place): Promise<Workspace> => {
  const place = await copyWorkspace();
  places.push(place);
  await addMixedLayer(place);
  for (const name of order(sources)) {
    const path = `apps/mixed/src/${name}`;
    await writeWorkspaceFile(place, path, `NAME = '${name}'\n`);
    await chmod(place.path(path), mode);
  }
  return place;
};

/** Returns the sha256 of every zip and manifest by its path below dist. */
const digestsOf = async (place: Workspace): Promise<Record<string, string>> => {
  const files = (await readdir(place.path('dist/apps'), { recursive: true }))
    .filter((file) => /\.(?:zip|json)$/.test(file))
    .sort();
  const pairs = files.map(
    async (file) => [file, await sha256OfFile(place.path(`dist/apps/${file}`))] as const,
  );
  return Object.fromEntries(await Promise.all(pairs));
};

const buildIn = async (place: Place): Promise<Record<string, string>> => {
  const before = process.umask(place.umask);
  try {
    const workspace = await openPlace(place);
    await writeWorkspaceFile(workspace, lockFile, lock);
    const build = ['run-many', '-t', 'build', '-p', projects.join()];
    const run = await runNx(workspace.root, build, place.env);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(cachedTasks(run)).toEqual([]);
    return await digestsOf(workspace);
  } finally {
    process.umask(before);
  }
};

beforeAll(async () => {
  const place = await bareWorkspace();
  places.push(place);
  await addMixedLayer(place);
  const { output } = await runExecutor(place, { executor: 'layer:lock', project: 'mixed' });
  expect(output).toContain('+ six 1.17.0');
  lock = await readFile(place.path(lockFile), 'utf8');
}, 60_000);

afterAll(() => Promise.all(places.map((place) => place.remove())));

it('every zip and manifest has the same bytes, whatever the time zone, umask, locale and order of files', async () => {
  const [first, second] = [await buildIn(berlin), await buildIn(honolulu)];
  expect(second).toEqual(first);
  expect(Object.keys(first)).toEqual([
    'dependencies-layer/python3.12-arm64/inputs.json',
    'dependencies-layer/python3.12-arm64/layer.zip',
    'dependencies-layer/python3.12-arm64/manifest.json',
    'dependencies-layer/python3.12-x86_64/inputs.json',
    'dependencies-layer/python3.12-x86_64/layer.zip',
    'dependencies-layer/python3.12-x86_64/manifest.json',
    'mixed/python3.12-x86_64/inputs.json',
    'mixed/python3.12-x86_64/layer.zip',
    'mixed/python3.12-x86_64/manifest.json',
    'orchestrator/python3.12-x86_64/function.zip',
    'orchestrator/python3.12-x86_64/manifest.json',
    'package-layer/python3.12-arm64/inputs.json',
    'package-layer/python3.12-arm64/layer.zip',
    'package-layer/python3.12-arm64/manifest.json',
    'package-layer/python3.12-x86_64/inputs.json',
    'package-layer/python3.12-x86_64/layer.zip',
    'package-layer/python3.12-x86_64/manifest.json',
  ]);
}, 180_000);
