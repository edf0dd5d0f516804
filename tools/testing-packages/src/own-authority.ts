import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface OwnAuthority {
  /** Path of the authority's certificate, PEM. */
  readonly certificate: string;
  /** Key and certificate of a server on 127.0.0.1. */
  readonly tls: { readonly key: string; readonly cert: string };
}

/**
 * Creates a certificate authority that no system trusts, and a server certificate that it signed, with openssl.
 */
export const ownAuthority = async (folder: string): Promise<OwnAuthority> => {
  const openssl = (...args: string[]) => promisify(execFile)('openssl', args, { cwd: folder });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Own CA',
  );
  await openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=127.0.0.1');
  await writeFile(
    join(folder, 'server.ext'),
    'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n',
  );
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
  await openssl('x509', '-req', '-in', 'server.csr', ...by, '-extfile', 'server.ext', '-out', 'server.pem');
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  return {
    certificate: join(folder, 'ca.pem'),
    tls: { key: await read('server.key'), cert: await read('server.pem') },
  };
};
