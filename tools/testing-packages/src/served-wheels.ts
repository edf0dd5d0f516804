import { sha256Of } from '@layerkit/artifact/digest';
import {
  startIndexServer,
  type IndexServer,
  type IndexServerOptions,
  type ServedFile,
} from './index-server.ts';

/** Returns a function that starts index servers, which are stopped after each test. */
export const indexServers = () => {
  const servers: IndexServer[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  return async (options: IndexServerOptions): Promise<IndexServer> => {
    const server = await startIndexServer(options);
    servers.push(server);
    return server;
  };
};

/** Returns a file with a wheel's name and arbitrary content, which the store does not read. */
export const servedFile = (project: string, size: number): ServedFile => ({
  project,
  fileName: `${project.replaceAll('-', '_')}-1.0-py3-none-any.whl`,
  bytes: Buffer.from(Uint8Array.from({ length: size }, (_, at) => (at * project.length) % 251)),
});

export const pinOf = ({ project, bytes }: ServedFile) => ({
  name: project,
  version: '1.0',
  sha256: sha256Of(bytes),
});

export const alpha = servedFile('alpha', 300_000);
export const beta = servedFile('beta-two', 50_000);
export const gamma = servedFile('gamma', 7);
export const three = [alpha, beta, gamma];
