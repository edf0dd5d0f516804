import { existsSync, realpathSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuntimeFiles } from '../runtime-files/runtime-files.ts';
import { sandboxUser, type Layout } from './isolation.ts';
import { loaderCache } from './loader-cache.ts';
import type { Mount } from './mount.ts';

/** Returns the mounts below /etc. Writes those that differ from this host’s into the scratch folder. */
export const configurationMounts = async (layout: Layout, files: RuntimeFiles): Promise<Mount[]> => {
  const { name, uid, gid } = sandboxUser;
  const written: Readonly<Record<string, string | Buffer>> = {
    passwd: `root:x:0:0:root:/root:/bin/sh\n${name}:x:${uid}:${gid}::/home/${name}:/sbin/nologin\n`,
    group: `root:x:0:\n${name}:x:${gid}:\n`,
    hosts: `${await hostsOfHost()}\n${sandboxHost}\n`,
    'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
    'ld.so.cache': loaderCache([...files.libraries, ...files.programLibraries]),
  };
  await Promise.all(
    Object.entries(written).map(([file, content]) => writeFile(join(layout.scratch, file), content)),
  );
  return [
    ...Object.keys(written).map((file): Mount => ({
      kind: 'read-only',
      source: join(layout.scratch, file),
      path: `/etc/${file}`,
    })),
    ...ofHost(layout),
  ];
};

/** The name at which extensions listen for telemetry (AWS Lambda developer guide, "Lambda Telemetry API"), and its short forms. */
const sandboxHost = '127.0.0.1 sandbox.localdomain sandbox.local sandbox';

const hostsOfHost = (): Promise<string> =>
  readFile('/etc/hosts', 'utf8').catch(() => '127.0.0.1 localhost localhost.localdomain\n');

/** The files of this host that a program needs to reach the network: names and certificates. */
const ofHost = ({ network }: Layout): Mount[] => {
  const names = ['host.conf', 'gai.conf', 'services', 'protocols', ...(network ? ['resolv.conf'] : [])];
  const found = [...names, 'ssl', 'pki', 'ca-certificates', 'crypto-policies']
    .map((name) => `/etc/${name}`)
    .filter((path) => existsSync(path))
    .map((path): Mount => ({ kind: 'read-only', source: realpathSync(path), path }));
  const isElsewhere = !existsSync('/etc/pki') && existsSync(debianBundle);
  return isElsewhere ? [...found, { kind: 'read-only', source: debianBundle, path: bundle }] : found;
};

/** The certificates of Amazon Linux, where programs built for it look for them. */
const bundle = '/etc/pki/tls/certs/ca-bundle.crt';
const debianBundle = '/etc/ssl/certs/ca-certificates.crt';
