import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { openUploadedCodeStore } from './uploaded-code/uploaded-code-store.ts';
import { sweep } from './uploaded-code/sweep.ts';
import { createDownloadLinks } from './downloads/download-links.ts';
import { createHttpServer, listen, type RequestReport } from './http/server.ts';
import { createEnvironmentPool } from './invocation/environment-pool.ts';
import { servedFunctionOpener } from './invocation/open-served-function.ts';
import { shareUnpackedFolders } from './invocation/unpacked-folders.ts';
import { noAccount } from './naming/scope.ts';
import { openFunctionEnvironment } from './runtime/open-function-environment.ts';
import type { Service } from './service.ts';
import { holdDirectory } from './state/hold-directory.ts';
import { uploadedCodeInUse } from './state/state.ts';
import { openStateStore } from './state/state-store.ts';

/** Long enough for clients that poll to see the transition, and short enough not to delay them. */
const defaultSettleMs = 150;

export interface LocalLambdaOptions {
  /** The folder that keeps layers and functions for the next server. */
  readonly stateDirectory: string;
  /** The folder with the runtimes’ own packages: awslambdaric and the AWS SDK, installed with `pip install --target`. */
  readonly runtimeClient: string;
  /** A free port by default. */
  readonly port?: number | undefined;
  /**
   * Twelve digits: roles of other accounts are refused, as on AWS. By default ARNs have `000000000000`, and every role is
   * accepted.
   */
  readonly accountId?: string | undefined;
  /** The time until a new or changed function takes effect, in ms; 150 by default. */
  readonly settleMs?: number | undefined;
  /** The most environments that one function has at once; 4 by default. Further invocations wait for a free one. */
  readonly environmentsPerFunction?: number | undefined;
  readonly onRequest?: ((report: RequestReport) => void) | undefined;
}

export interface LocalLambda {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly port: number;
  /** Ends running invocations and their processes. Layers and functions stay in the folder. */
  close(): Promise<void>;
}

/**
 * Starts Lambda's HTTP API on 127.0.0.1: layers, functions and their invocation, with AWS's own answers and
 * refusals. The region of a request is the one it is signed for. Signatures are not verified.
 * @throws LayerkitError local-aws/failed if another server uses the folder, the folder is unreadable, or the
 *   port is taken
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
    // Another server has taken over the folder, so this one must not write to it.
    lost.signal.addEventListener('abort', () => void close());
    return { endpoint: running.endpoint, port: running.port, close };
  } catch (error) {
    await held.release();
    throw error;
  }
};

const serve = async (stateDirectory: string, options: LocalLambdaOptions) => {
  const state = await openStateStore(stateDirectory);
  const uploadedCode = openUploadedCodeStore(join(stateDirectory, 'archives'));
  const unpackedDirectory = join(stateDirectory, 'unpacked');
  const inUse = uploadedCodeInUse(state.whole());
  await Promise.all([sweep(uploadedCode.directory, inUse), sweep(unpackedDirectory, inUse)]);

  let endpoint = '';
  const delay = options.settleMs ?? defaultSettleMs;
  const environments = createEnvironmentPool(
    servedFunctionOpener({
      runtimeClient: resolve(options.runtimeClient),
      unpacked: shareUnpackedFolders(unpackedDirectory, uploadedCode),
      open: openFunctionEnvironment,
    }),
    options.environmentsPerFunction,
  );
  const service: Service = {
    account: options.accountId ?? noAccount,
    state,
    uploadedCode,
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
