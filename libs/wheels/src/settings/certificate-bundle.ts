import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Returns the certificates to trust if the environment names any. `SSL_CERT_FILE` replaces the built-in ones, as for
 * OpenSSL and uv. `NODE_EXTRA_CA_CERTS` is added, as for Node, which reads it only at its start. Unreadable files are
 * ignored.
 */
export const certificateBundle = async (env: NodeJS.ProcessEnv): Promise<readonly string[] | undefined> => {
  const [main, extra] = await Promise.all([env['SSL_CERT_FILE'], env['NODE_EXTRA_CA_CERTS']].map(readIfAny));
  if (main === undefined && extra === undefined) return undefined;
  const base = main === undefined ? await builtIn() : [main];
  return extra === undefined || extra === main ? base : [...base, extra];
};

/** Returns the environment for uv, which reads only `SSL_CERT_FILE`: writes a bundle of all certificates to the folder. */
export const withCertificates = async (
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<NodeJS.ProcessEnv> => {
  if (!env['NODE_EXTRA_CA_CERTS'] || env['NODE_EXTRA_CA_CERTS'] === env['SSL_CERT_FILE']) return env;
  const bundle = await certificateBundle(env);
  if (bundle === undefined) return env;
  const path = join(folder, 'certificates.pem');
  await writeFile(path, bundle.join('\n'));
  return { ...env, SSL_CERT_FILE: path };
};

const readIfAny = async (path: string | undefined): Promise<string | undefined> =>
  path ? readFile(path, 'utf8').catch(() => undefined) : undefined;

const builtIn = async (): Promise<readonly string[]> => (await import('node:tls')).rootCertificates;
