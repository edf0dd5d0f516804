import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { lambdaPaths, sandboxUser, type Layout } from './isolation.ts';

/** A mount of the new root file system. Bubblewrap and mount namespaces use the same list. */
export type Mount =
  | { readonly kind: 'read-only' | 'writable'; readonly source: string; readonly path: string }
  /** Folders merged over one another, the last on top; read-only. */
  | { readonly kind: 'merged'; readonly sources: readonly string[]; readonly path: string }
  | { readonly kind: 'device' | 'empty'; readonly path: string }
  | { readonly kind: 'link'; readonly target: string; readonly path: string };

/**
 * Returns all mounts of a layout, in the order in which they must be made: the host’s system libraries, the
 * interpreter without its packages, and Lambda’s own paths. Writes the two account files that they need.
 */
export const planMounts = async (layout: Layout): Promise<Mount[]> => [
  ...systemFolders(layout.interpreter),
  ...(await accountFiles(layout)),
  ...systemFiles(),
  ...devices.map((name): Mount => ({ kind: 'device', path: `/dev/${name}` })),
  ...interpreterMounts(layout.interpreter),
  { kind: 'merged', sources: layout.runtime, path: lambdaPaths.runtime },
  { kind: 'merged', sources: layout.task === undefined ? [] : [layout.task], path: lambdaPaths.task },
  { kind: 'merged', sources: layout.layers, path: lambdaPaths.opt },
  { kind: 'writable', source: layout.tmp, path: lambdaPaths.tmp },
];

/** The path of the interpreter inside. */
export const interpreterInside = (interpreter: Interpreter): string =>
  join(lambdaPaths.lang, relative(interpreter.prefix, interpreter.path));

const systemFolders = (interpreter: Interpreter): Mount[] => [
  { kind: 'read-only', source: '/usr', path: '/usr' },
  ...['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32']
    .filter((path) => existsSync(path))
    .map(asOnHost),
  ...(hidesLocal(interpreter) ? [empty(local)] : []),
];

const local = '/usr/local';

/** Whether /usr/local is hidden: its content is not on AWS. It stays visible if the interpreter is in it. */
const hidesLocal = ({ prefix }: Interpreter): boolean => !below(prefix, local) && existsSync(local);

const asOnHost = (path: string): Mount =>
  lstatSync(path).isSymbolicLink()
    ? { kind: 'link', target: readlinkSync(path), path }
    : { kind: 'read-only', source: path, path };

const accountFiles = async ({ scratch }: Layout): Promise<Mount[]> => {
  const { name, uid, gid } = sandboxUser;
  const passwd = join(scratch, 'passwd');
  const group = join(scratch, 'group');
  await writeFile(
    passwd,
    `root:x:0:0:root:/root:/bin/sh\n${name}:x:${uid}:${gid}::/home/${name}:/sbin/nologin\n`,
  );
  await writeFile(group, `root:x:0:\n${name}:x:${gid}:\n`);
  return [
    { kind: 'read-only', source: passwd, path: '/etc/passwd' },
    { kind: 'read-only', source: group, path: '/etc/group' },
  ];
};

/** The files in /etc that a program needs to start and to reach the network: loader, names, certificates. */
const systemFiles = (): Mount[] =>
  [
    ...['ld.so.cache', 'ld.so.conf', 'ld.so.conf.d', 'alternatives'],
    ...['resolv.conf', 'hosts', 'host.conf', 'nsswitch.conf', 'gai.conf', 'services', 'protocols'],
    ...['ssl', 'pki', 'ca-certificates', 'crypto-policies'],
  ]
    .map((name) => `/etc/${name}`)
    .filter((path) => existsSync(path))
    .map((path): Mount => ({ kind: 'read-only', source: realpathSync(path), path }));

/** The devices on Lambda. It has no /dev/shm, and code that needs it must fail here too. */
const devices = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];

/** Folders that have other content inside. An interpreter below one of them is visible only at /var/lang. */
const taken = ['/opt', '/tmp', '/dev', '/proc', '/etc', '/var/task', '/var/runtime', '/var/lang'];

const interpreterMounts = (interpreter: Interpreter): Mount[] => {
  const { prefix, sitePackages } = interpreter;
  const hidden = sitePackages.filter((path) => existsSync(path) && below(path, prefix));
  if (below(prefix, '/usr')) {
    const rest = hidden.filter((path) => !(hidesLocal(interpreter) && below(path, local)));
    return [{ kind: 'link', target: prefix, path: lambdaPaths.lang }, ...rest.map(empty)];
  }
  const places = [lambdaPaths.lang, ...(taken.some((path) => below(prefix, path)) ? [] : [prefix])];
  return places.flatMap((place): Mount[] => [
    { kind: 'read-only', source: prefix, path: place },
    ...hidden.map((path) => empty(join(place, relative(prefix, path)))),
  ]);
};

const empty = (path: string): Mount => ({ kind: 'empty', path });

const below = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(`${directory}/`);
