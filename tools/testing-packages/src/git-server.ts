import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listenOnLoopback } from '@layerkit/testing-host';
import { writeTree } from '@layerkit/testing-files';
import { execa } from 'execa';

export interface GitServer {
  /** The URL of the repository, without `git+`. */
  readonly url: string;
  readonly commit: string;
  /** The requested paths, in order. */
  readonly requests: string[];
  close(): void;
}

export interface GitServerOptions {
  /** An empty folder for the repository. */
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
  /** `user:password`; requests without it are answered with 401. */
  readonly credentials?: string;
}

/** Serves a real repository with one commit on branch `main` and tag `v1`, over git's dumb HTTP protocol. */
export const startGitServer = async ({
  folder,
  files,
  credentials,
}: GitServerOptions): Promise<GitServer> => {
  await writeTree(join(folder, 'work'), files);
  const git = (...args: readonly string[]) =>
    execa('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
      cwd: join(folder, 'work'),
    });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message=first');
  await git('tag', '--annotate', '--message=first', 'v1');
  const { stdout: commit } = await git('rev-parse', 'HEAD');
  await git('clone', '--quiet', '--bare', '.', join(folder, 'thing.git'));
  await git('--git-dir', join(folder, 'thing.git'), 'update-server-info');
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    const [path = ''] = (request.url ?? '').split('?');
    requests.push(path);
    if (credentials !== undefined && authorization !== `Basic ${btoa(credentials)}`) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end();
      return;
    }
    readFile(join(folder, path)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  const port = await listenOnLoopback(server);
  return {
    url: `http://127.0.0.1:${port}/thing.git`,
    commit,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
