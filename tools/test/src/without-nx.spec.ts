import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { withoutNx } from './without-nx.mjs';

const path = (...folders: string[]) => folders.join(delimiter);
const own = path('/clone/node_modules/.bin', '/shims', '/usr/bin');
const prepared = path('/clone/node_modules/.bin', '/node_modules/.bin', '/usr/bin', own);
const node = '/usr/bin/node';

it('the variables that Nx sets for its tasks are removed, and so are the folders that it adds to the PATH', () => {
  const env = {
    PATH: prepared,
    HOME: '/home/user',
    FORCE_COLOR: 'true',
    NX_TASK_TARGET_TARGET: 'test',
    NX_X: '1',
  };
  expect(withoutNx(env, node)).toEqual({ PATH: own, HOME: '/home/user' });
});

it('an environment without Nx’s variables stays as it is', () => {
  expect(withoutNx({ PATH: prepared, HOME: '/home/user' }, node)).toEqual({
    PATH: prepared,
    HOME: '/home/user',
  });
});

it('a program that loads outside-nx.mjs first runs in that environment', async () => {
  const preload = fileURLToPath(new URL('./outside-nx.mjs', import.meta.url));
  const env = { PATH: prepared, HOME: '/home/user', FORCE_COLOR: 'true', NX_TASK_TARGET_TARGET: 'run' };
  const args = ['--import', preload, '--print', 'JSON.stringify(process.env)'];
  const { stdout } = await execa(process.execPath, args, { env, extendEnv: false });
  expect(JSON.parse(stdout)).toEqual(withoutNx(env));
});
