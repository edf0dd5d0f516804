import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findTestRuntime } from '../../test/contract/describe-isolations.ts';
import type { EnvironmentOptions } from './open-environment.ts';

const { runtime, interpreter } = await findTestRuntime();

// A host that allows mounts but no network namespaces: the kernel’s limit is set to 0 in this user namespace.
const forbidding = ['--user', '--map-root-user', 'sh', '-c'];
const forbid = 'echo 0 > /proc/sys/user/max_net_namespaces';

const program = fileURLToPath(new URL('../../test/programs/open-and-report.ts', import.meta.url));
const options = {
  target: { runtime, architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64' },
  interpreter,
  layers: [],
  network: false,
} as const satisfies EnvironmentOptions;

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

whereAllowed(
  'on a host without network namespaces, the environment has the host’s network and reports it',
  () => {
    const tsx = import.meta.resolve('tsx');
    const command = `${forbid}; exec "$0" --import ${tsx} "$@"`;
    const answer: unknown = JSON.parse(
      execFileSync('unshare', [...forbidding, command, process.execPath, program, JSON.stringify(options)], {
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '' },
      }),
    );
    expect(answer).toMatchObject({ isolation: 'mount-namespace', exit: { code: 0 } });
    expect(JSON.stringify(answer)).toMatch(/the network is not cut off: [^"]*No space left on device/);
  },
);
