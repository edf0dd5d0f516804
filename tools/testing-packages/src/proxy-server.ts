import { createServer, request as forward } from 'node:http';
import { connect } from 'node:net';
import { listenOnLoopback } from '@layerkit/testing-host';

export interface ProxyServer {
  /** The address of the proxy, without credentials. */
  readonly url: URL;
  /** The forwarded requests: their destination, and the credentials for the proxy. */
  readonly passed: { readonly to: string; readonly authorization: string | undefined }[];
  close(): void;
}

/** Starts a proxy that forwards plain requests and tunnels the others (RFC 9110, CONNECT). */
export const startProxyServer = async (): Promise<ProxyServer> => {
  const passed: ProxyServer['passed'] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '');
    passed.push({ to: url.host, authorization: request.headers['proxy-authorization'] });
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => name !== 'proxy-authorization'),
    );
    const upstream = forward(url, { method: request.method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });
  server.on('connect', (request, socket) => {
    passed.push({ to: request.url ?? '', authorization: request.headers['proxy-authorization'] });
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) end.on('error', () => upstream.destroy());
    socket.on('close', () => upstream.destroy());
  });
  const url = new URL(`http://127.0.0.1:${await listenOnLoopback(server)}`);
  return { url, passed, close: () => void server.close() };
};
