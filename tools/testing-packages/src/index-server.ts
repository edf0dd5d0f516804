import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { sha256Of, type Sha256 } from '@layerkit/artifact/digest';
import { listenOnLoopback } from '@layerkit/testing-host';

export interface ServedFile {
  readonly project: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  /** The digest that the index lists; by default that of the bytes. */
  readonly sha256?: Sha256;
  /** Withdrawn by its project (PEP 592). */
  readonly yanked?: boolean;
}

export interface IndexServerOptions {
  readonly files: readonly ServedFile[];
  /** An index without PEP 691 answers with HTML. */
  readonly format?: 'json' | 'html';
  /** False for an index that gives no digests. */
  readonly digests?: boolean;
  /** `user:password`; requests without it are answered with 401. */
  readonly credentials?: string;
  /**
   * Returns a status to answer with instead, or 'truncate' to break the connection halfway. `times` counts the
   * requests for this path.
   */
  readonly interfere?: (path: string, times: number) => number | 'truncate' | undefined;
  /** Whether the server supports requests for a part of a file. */
  readonly ranges?: boolean;
  /** In PEM format. If set, the server uses TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface IndexServer {
  readonly url: string;
  readonly origin: string;
  /** The requested paths, in order. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts a package index on loopback that works or fails as a test needs it to. */
export const startIndexServer = async (options: IndexServerOptions): Promise<IndexServer> => {
  const requests: string[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const path = decodeURIComponent(request.url ?? '');
    requests.push(path);
    const times = requests.filter((other) => other === path).length;
    answer({ options, request, response, path, times });
  };
  const { tls } = options;
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  const origin = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${await listenOnLoopback(server)}`;
  return {
    origin,
    url: `${origin}/simple/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

interface Exchange {
  readonly options: IndexServerOptions;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly times: number;
}

const answer = (exchange: Exchange): void => {
  const { options, request, response, path, times } = exchange;
  const wanted = options.credentials;
  if (wanted !== undefined && request.headers.authorization !== `Basic ${btoa(wanted)}`) {
    response.writeHead(401).end();
    return;
  }
  const interference = options.interfere?.(path, times);
  if (typeof interference === 'number') response.writeHead(interference).end();
  else if (path.startsWith('/simple/')) answerPage(exchange);
  else answerFile(exchange, interference === 'truncate');
};

const answerPage = ({ options, response, path }: Exchange): void => {
  const project = path.split('/')[2];
  const files = options.files.filter((file) => normalizeProjectName(file.project) === project);
  if (files.length === 0) {
    response.writeHead(404).end();
    return;
  }
  const json = options.format !== 'html';
  response.writeHead(200, { 'content-type': json ? 'application/vnd.pypi.simple.v1+json' : 'text/html' });
  const digests = options.digests !== false;
  response.end(json ? jsonPage(files, digests) : htmlPage(files, digests));
};

const jsonPage = (files: readonly ServedFile[], digests: boolean): string =>
  JSON.stringify({
    meta: { 'api-version': '1.1' },
    files: files.map((file) => ({
      filename: file.fileName,
      url: `../../files/${encodeURIComponent(file.fileName)}`,
      hashes: digests ? { sha256: file.sha256 ?? sha256Of(file.bytes) } : {},
      size: file.bytes.length,
      ...(file.yanked === true ? { yanked: true } : {}),
    })),
  });

const htmlPage = (files: readonly ServedFile[], digests: boolean): string =>
  `<!DOCTYPE html><html><body>${files
    .map(
      (file) =>
        `<a href="../../files/${encodeURIComponent(file.fileName)}?a=1&amp;b=2${digests ? `#sha256=${file.sha256 ?? sha256Of(file.bytes)}` : ''}" data-requires-python="&gt;=3.9">${file.fileName}</a><br>`,
    )
    .join('\n')}</body></html>`;

const answerFile = ({ options, request, response, path }: Exchange, truncate: boolean): void => {
  const file = options.files.find(({ fileName }) => path.split('?')[0] === `/files/${fileName}`);
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const { bytes } = file;
  const from =
    options.ranges === true ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
  const headers = {
    'content-length': bytes.length - from,
    ...(options.ranges === true ? { etag: '"1"', 'accept-ranges': 'bytes' } : {}),
    ...(from > 0 ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
  };
  response.writeHead(from > 0 ? 206 : 200, headers);
  if (!truncate) response.end(bytes.subarray(from));
  else response.write(bytes.subarray(from, from + bytes.length / 4), () => response.destroy());
};
