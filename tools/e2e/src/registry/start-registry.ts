import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installFromNpm } from '../packages/install-from-npm.ts';
import { plainEnvironment } from '../packages/plain-environment.ts';

export interface Registry {
  /** Its address, with the slash at its end. */
  readonly url: string;
  /**
   * Lines of an .npmrc by which npm and pnpm take this workspace’s packages from here, and may publish them.
   */
  readonly npmrc: string;
  stop(): Promise<void>;
}

/** The newest verdaccio that runs on Node 20. It asks for node-fetch by a tag, which not every mirror has. */
const verdaccio = { packages: ['verdaccio@6.8.0'], overrides: { 'node-fetch': '2.7.0' } };

/** A package registry of this test’s own: empty, on loopback, gone afterwards. */
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
    // npm publishes nothing without a token, and verdaccio asks for none.
    npmrc: `@layerkit:registry=http://${address}\n//${address}:_authToken=anybody\n`,
    stop: async () => {
      server.kill();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
