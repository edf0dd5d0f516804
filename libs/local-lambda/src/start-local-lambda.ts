import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { openArchiveStore } from './archives/archive-store.ts';
import { sweep } from './archives/sweep.ts';
import { createDownloadLinks } from './downloads/download-links.ts';
import { createHttpServer, listen, type RequestReport } from './http/server.ts';
import { createEnvironmentPool } from './invocation/environment-pool.ts';
import { servedFunctionOpener } from './invocation/open-served-function.ts';
import { shareUnpackedFolders } from './invocation/unpacked-archives.ts';
import { openFunctionEnvironment } from './runtime/open-function-environment.ts';
import type { Service } from './service.ts';
import { holdDirectory } from './state/hold-directory.ts';
import { archivesInUse } from './state/state.ts';
import { openStateStore } from './state/state-store.ts';

/** Long enough to be seen by whoever polls, short enough not to be waited for. */
const defaultSettleMs = 150;

export interface LocalLambdaOptions {
  /** Folder that keeps layers and functions; the next server on it finds them. */
  readonly stateDirectory: string;
  /** Folder with awslambdaric, as `pip install --target` leaves it. */
  readonly runtimeClient: string;
  /** A free one by default. */
  readonly port?: number | undefined;
  /** Twelve digits; `000000000000` by default. */
  readonly accountId?: string | undefined;
  /** How long a new or changed function takes to be in force, in ms; 150 by default. */
  readonly settleMs?: number | undefined;
  readonly onRequest?: ((report: RequestReport) => void) | undefined;
}

export interface LocalLambda {
  /** Without a slash at its end. */
  readonly endpoint: string;
  readonly port: number;
  /** Ends running invocations and their processes; what was published stays in the folder. */
  close(): Promise<void>;
}

/**
 * Starts Lambda's HTTP API on 127.0.0.1: layers, functions and their invocation, with AWS's own answers and
 * refusals. The region is the one a request is signed for; signatures are not verified.
 * @throws LayerkitError local-aws/failed when the folder is another server's or unreadable, or the port taken
 */
export const startLocalLambda = async (options: LocalLambdaOptions): Promise<LocalLambda> => {
  const stateDirectory = resolve(options.stateDirectory);
  const lost = new AbortController();
  const held = await holdDirectory(stateDirectory, () => lost.abort());
  try {
    const running = await serve(stateDirectory, options);
    await held.announce(running.endpoint);
    const close = once(async () => {
      await running.stop();
      await held.release();
    });
    // Another server has the folder now, so this one must not write to it any more.
    lost.signal.addEventListener('abort', () => void close());
    return { endpoint: running.endpoint, port: running.port, close };
  } catch (error) {
    await held.release();
    throw error;
  }
};

const serve = async (stateDirectory: string, options: LocalLambdaOptions) => {
  const state = await openStateStore(stateDirectory);
  const archives = openArchiveStore(join(stateDirectory, 'archives'));
  const unpackedDirectory = join(stateDirectory, 'unpacked');
  const inUse = archivesInUse(state.whole());
  await Promise.all([sweep(archives.directory, inUse), sweep(unpackedDirectory, inUse)]);

  let endpoint = '';
  const delay = options.settleMs ?? defaultSettleMs;
  const environments = createEnvironmentPool(
    servedFunctionOpener({
      runtimeClient: resolve(options.runtimeClient),
      unpacked: shareUnpackedFolders(unpackedDirectory, archives),
      open: openFunctionEnvironment,
    }),
  );
  const service: Service = {
    account: options.accountId ?? '000000000000',
    state,
    archives,
    downloads: createDownloadLinks(() => endpoint, Date.now),
    environments,
    moment: () => ({ now: Date.now(), newId: randomUUID, delay }),
  };
  const server = createHttpServer({ service, onRequest: options.onRequest });
  const port = await listen(server, options.port ?? 0);
  endpoint = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    const closed = new Promise((done) => server.close(done));
    await environments.close();
    server.closeAllConnections();
    await closed;
    await state.idle();
  };
  return { endpoint, port, stop };
};

const once = (action: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= action());
};
