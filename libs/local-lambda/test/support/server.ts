import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { startLocalLambda, type LocalLambda, type LocalLambdaOptions } from '../../src/index.ts';

export interface TestServer {
  readonly endpoint: string;
  readonly stateDirectory: string;
  client(region?: string): LambdaClient;
  /** Stops the server and starts another one on the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Makes an ordinary client with the endpoint of the server. */
export const connect = (endpoint: string, region = 'eu-central-1'): LambdaClient =>
  new LambdaClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
    maxAttempts: 1,
  });

export const startTestServer = async (options: Partial<LocalLambdaOptions> = {}): Promise<TestServer> => {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'local-lambda-'));
  const clients: LambdaClient[] = [];
  const start = (): Promise<LocalLambda> =>
    startLocalLambda({ stateDirectory, runtimeClient: join(stateDirectory, 'none'), ...options });
  let server = await start();
  return {
    stateDirectory,
    get endpoint() {
      return server.endpoint;
    },
    client: (region) => {
      const client = connect(server.endpoint, region);
      clients.push(client);
      return client;
    },
    restart: async () => {
      await server.close();
      server = await start();
    },
    close: async () => {
      for (const client of clients) client.destroy();
      await server.close();
      await rm(stateDirectory, { recursive: true, force: true });
    },
  };
};
