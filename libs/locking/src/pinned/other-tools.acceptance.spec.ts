import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { testEnvironment } from '@layerkit/testing-packages';
import { execa } from 'execa';
import {
  installedByPip,
  installedByPoetry,
  installTools,
  requiredByPipenv,
  type InstalledTools,
} from '../../test/other-tools.ts';
import { pinsIn } from '../../test/pins-in.ts';
import {
  classicProjects,
  pipfiles,
  pipRequests,
  standardProjects,
  type PoetryCase,
} from '../../test/projects-of-other-tools.ts';
import { layerRequirements } from '../layer-requirements.ts';
import { defaultIndex } from '../uv/default-index.ts';
import { findUv } from '../uv/find-uv.ts';

/** The oracles: the real Poetry, Pipenv, pip and uv on this host, which is like the target, with the real PyPI. */
const scratch = temporaryFolders();
const env = testEnvironment();
const target = parseTarget('python3.12/x86_64');
const timeLimit = 600_000;

/** All cases take half an hour, so only LAYERKIT_ORACLE_CASES=all runs more than the first ones of each tool. */
const some = <Case>(cases: readonly Case[]): readonly Case[] =>
  process.env['LAYERKIT_ORACLE_CASES'] === 'all' ? cases : cases.slice(0, 2);

/** Tools by the packages to install, each installed once. */
const tools = new Map<string, Promise<InstalledTools>>();
const toolsOf = async (...packages: readonly string[]): Promise<InstalledTools> => {
  const key = packages.join();
  const installed = tools.get(key) ?? installTools(await scratch(), ...packages);
  tools.set(key, installed);
  return installed;
};

const ours = async (folder: string, requirements: object | string): Promise<readonly string[]> =>
  pinsIn(await layerRequirements(folder, { requirements: JSON.parse(JSON.stringify(requirements)) }), target);

const index = async (): Promise<string> => defaultIndex(await findUv(import.meta.dirname, env), env);

const comparePoetry = async (version: string, { project, selections }: PoetryCase): Promise<void> => {
  const poetry = await toolsOf(`poetry==${version}`);
  const folder = await scratch();
  // Poetry’s own API of PyPI has more than an index has
  const source = `[[tool.poetry.source]]\nname = "index"\nurl = "${await index()}"\npriority = "primary"\n`;
  await writeTree(folder, { 'pyproject.toml': project + source });
  await poetry.run(folder, 'poetry', 'lock', '-n');
  for (const selection of selections) {
    const pins = await ours(folder, { file: 'poetry.lock', ...selection });
    expect([selection, pins]).toEqual([selection, await installedByPoetry(poetry, folder, selection)]);
    expect(pins.length).toBeGreaterThan(1);
  }
};

it.each(some(Object.entries({ ...classicProjects, ...standardProjects })))(
  'Poetry 2 installs the same versions: %s',
  (_, one) => comparePoetry('2.5.1', one),
  timeLimit,
);

it.each(some(Object.entries(classicProjects)))(
  'Poetry 1 installs the same versions: %s',
  (_, one) => comparePoetry('1.8.5', one),
  timeLimit,
);

it.each(some(pipfiles))(
  'Pipenv installs the same versions: %j',
  async (sections) => {
    const pipenv = await toolsOf('pipenv==2026.10.3', 'packaging');
    const folder = await scratch();
    const source = `[[source]]\nurl = "${await index()}"\nverify_ssl = true\nname = "index"\n`;
    await writeTree(folder, { Pipfile: `${source}${sections}[requires]\npython_version = "3.12"\n` });
    const own = [...sections.matchAll(/^\[([\w-]+)\]$/gm)].map(([, name = '']) => name);
    await pipenv.run(folder, 'pipenv', 'lock', '--python', pipenv.python, '--categories', own.join(' '));
    for (const groups of [[], ...own.filter((name) => name !== 'packages').map((name) => [name])]) {
      const pins = await ours(folder, { file: 'Pipfile.lock', groups });
      expect(pins).toEqual(await requiredByPipenv(pipenv, folder, ['packages', ...groups]));
      expect(pins.length).toBeGreaterThan(1);
    }
  },
  timeLimit,
);

it.each(some(pipRequests))(
  'pip installs the same versions from its own pylock.toml: %s %s',
  async (...requests) => {
    const pip = await toolsOf('pip==26.3');
    const folder = await scratch();
    await pip.run(
      folder,
      'pip',
      'lock',
      '--quiet',
      '--output',
      'pylock.toml',
      ...requests.filter((one) => one),
    );
    expect(await ours(folder, 'pylock.toml')).toEqual(await installedByPip(pip, folder));
  },
  timeLimit,
);

it.each(some(Object.entries(standardProjects)))(
  'pip installs the same versions from the pylock.toml of uv: %s',
  async (_, { project }) => {
    const pip = await toolsOf('pip==26.3');
    const folder = await scratch();
    const plain = project.replace(/\[tool\.poetry\][^]*/, '');
    await writeTree(folder, { 'pyproject.toml': plain });
    const uv = (...args: readonly string[]) =>
      execa(env['LAYERKIT_UV'] ?? 'uv', [...args, '--python', pip.python], {
        cwd: folder,
        env,
        extendEnv: false,
      });
    await uv('lock', '--quiet');
    await uv(
      'export',
      '--quiet',
      '--format',
      'pylock.toml',
      '--no-default-groups',
      '--output-file',
      'pylock.toml',
    );
    expect(await ours(folder, 'pylock.toml')).toEqual(await installedByPip(pip, folder));
  },
  timeLimit,
);
