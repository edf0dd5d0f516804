import { join } from 'node:path';
import { devNull } from 'node:os';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { execa } from 'execa';
import { readPipConfiguration } from './pip-configuration.ts';

/** The oracle: `pip config list` with the same variables. */
const scratch = temporaryFolders();

const conf = (name: string): string => `[global]\nindex-url = https://${name}.example/simple\n`;

const askPip = async (env: NodeJS.ProcessEnv): Promise<string | undefined> => {
  const { stdout } = await execa('python3', ['-m', 'pip', 'config', 'list'], { env, extendEnv: false });
  return /^global\.index-url='(.*)'$/m.exec(stdout)?.[1];
};

const files = {
  'home/.pip/pip.conf': conf('legacy'),
  'home/.config/pip/pip.conf': conf('user'),
  'xdg/pip/pip.conf': conf('xdg'),
  'etc/pip/pip.conf': conf('global'),
  'named.conf': conf('named'),
};

const ways: Readonly<Record<string, (folder: string) => NodeJS.ProcessEnv>> = {
  'the user’s file': () => ({}),
  XDG_CONFIG_HOME: (folder) => ({ XDG_CONFIG_HOME: join(folder, 'xdg') }),
  PIP_CONFIG_FILE: (folder) => ({ PIP_CONFIG_FILE: join(folder, 'named.conf') }),
  'a missing PIP_CONFIG_FILE': (folder) => ({ PIP_CONFIG_FILE: join(folder, 'absent.conf') }),
  'no file': () => ({ PIP_CONFIG_FILE: devNull }),
  XDG_CONFIG_DIRS: (folder) => ({
    HOME: join(folder, 'empty'),
    XDG_CONFIG_DIRS: `${join(folder, 'absent')}:${join(folder, 'etc')}`,
  }),
};

it.each(Object.entries(ways))('the index of pip’s configuration is that of pip: %s', async (_, way) => {
  const folder = await scratch();
  await writeTree(folder, files);
  const env = { PATH: process.env['PATH'], HOME: join(folder, 'home'), ...way(folder) };
  const { indexUrl } = await readPipConfiguration(env);
  expect(indexUrl).toBe(await askPip(env));
});

it('a section for pip install comes before [global], and files with additional places are named', async () => {
  const folder = await scratch();
  const text = `${conf('global')}extra-index-url =\n  https://a.example\n[install]\nindex_url: https://install.example\n`;
  await writeTree(folder, { 'pip.conf': text });
  const file = join(folder, 'pip.conf');
  const read = await readPipConfiguration({ HOME: folder, PIP_CONFIG_FILE: file });
  expect(read.indexUrl).toBe('https://install.example');
  expect(read.filesWithMore).toContain(file);
});
