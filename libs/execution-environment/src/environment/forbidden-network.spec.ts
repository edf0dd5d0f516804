import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findTestRuntime } from '../../test/contract/describe-isolations.ts';
import { temporaryDirectory } from '../../test/temporary-directory.ts';
import { writeTree } from '../../test/write-tree.ts';

const { runtime, interpreter } = await findTestRuntime();
const directory = temporaryDirectory();

// A host that allows mounts but no network of one’s own: the kernel’s limit, set for this user namespace.
const forbidding = ['--user', '--map-root-user', 'sh', '-c'];
const forbid = 'echo 0 > /proc/sys/user/max_net_namespaces';

const program = `
import { openEnvironment } from ${JSON.stringify(new URL('./open-environment.ts', import.meta.url).href)};
const environment = await openEnvironment({
  target: { runtime: ${JSON.stringify(runtime)}, architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64' },
  interpreter: ${JSON.stringify(interpreter)},
  layers: [],
  network: false,
});
const { exited } = environment.spawn(['-c', 'pass']);
const { isolation, limitations } = environment;
console.log(JSON.stringify({ isolation, limitations, exit: await exited }));
await environment.close();
`;

const isAllowed = (): boolean => {
  try {
    execFileSync('unshare', [...forbidding, forbid], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const whereAllowed = isAllowed() ? it : it.skip;
if (!isAllowed()) process.stderr.write('NOT TESTED ON THIS HOST: a host without network namespaces\n');

whereAllowed('where the host allows no network of one’s own, runs with the host’s and says so', async () => {
  await writeTree(directory, { 'open.mts': program });
  const tsx = import.meta.resolve('tsx');
  const command = `${forbid}; exec "$0" --import ${tsx} ${join(directory, 'open.mts')}`;
  const answer: unknown = JSON.parse(
    execFileSync('unshare', [...forbidding, command, process.execPath], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    }),
  );
  expect(answer).toMatchObject({ isolation: 'mount-namespace', exit: { code: 0 } });
  expect(JSON.stringify(answer)).toMatch(/the network is not cut off: [^"]*No space left on device/);
});
