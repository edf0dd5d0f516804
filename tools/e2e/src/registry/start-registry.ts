import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installFromNpm } from '../packages/install-from-npm.ts';
import { plainEnvironment } from '../packages/plain-environment.ts';

export interface Registry {
  /** Its address, with a slash at the end. */
  readonly url: string;
  /**
   * Lines of .npmrc that make npm and pnpm read this workspace’s packages from here, and allow them to publish.
   */
  readonly npmrc: string;
  stop(): Promise<void>;
}

/** The newest verdaccio that runs on Node 20. It requires node-fetch by a tag that some mirrors lack. */
const verdaccio = { packages: ['verdaccio@6.8.0'], overrides: { 'node-fetch': '2.7.0' } };

/** Starts a package registry for this test: empty, on loopback, deleted afterwards. */
export const startRegistry = async (): Promise<Registry> => {
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-registry-'));
  await installFromNpm(folder, verdaccio);
  const server = fork(fileURLToPath(new URL('./serve.mjs', import.meta.url)), {
    cwd: folder,
    env: plainEnvironment(),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(server, 'exit');
  const port = await Promise.race([
    once(server, 'message').then(([message]) => Number(message)),
    exited.then(([code]) => Promise.reject(new Error(`verdaccio ended with ${String(code)}`))),
  ]);
  const address = `127.0.0.1:${port}/`;
  return {
    url: `http://${address}`,
    // npm does not publish without a token, and verdaccio accepts any.
    npmrc: `@layerkit:registry=http://${address}\n//${address}:_authToken=anybody\n`,
    stop: async () => {
      server.kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
