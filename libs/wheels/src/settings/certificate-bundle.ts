import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The certificates to trust, where the environment names any: `SSL_CERT_FILE` takes the place of the built-in
 * ones, as it does for OpenSSL and uv; `NODE_EXTRA_CA_CERTS` comes on top, as it does for Node (which reads it
 * only when it starts). A file that can't be read is passed over.
 */
export const certificateBundle = async (env: NodeJS.ProcessEnv): Promise<readonly string[] | undefined> => {
  const [main, extra] = await Promise.all([env['SSL_CERT_FILE'], env['NODE_EXTRA_CA_CERTS']].map(readIfAny));
  if (main === undefined && extra === undefined) return undefined;
  const base = main === undefined ? await builtIn() : [main];
  return extra === undefined || extra === main ? base : [...base, extra];
};

/** The environment for uv, which knows `SSL_CERT_FILE` alone: a bundle of all is written to the folder. */
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
