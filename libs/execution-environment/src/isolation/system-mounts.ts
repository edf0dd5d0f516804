import { constants, existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RuntimeFiles } from '../runtime-files/runtime-files.ts';
import type { Mount } from './mount.ts';

/** Returns the links between the system’s folders, as on this host: the loader finds libraries by them. */
export const systemLinks = (): Mount[] =>
  ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/usr/sbin', '/usr/lib64']
    .filter((path) => existsSync(path) && lstatSync(path).isSymbolicLink())
    .map((path) => ({ kind: 'link', target: readlinkSync(path), path }));

/**
 * Returns the mounts of the libraries and programs that stand for the runtime’s, and of the data that they read. The
 * host’s folders have others, so libraries are mounted one by one, and programs are copied to the scratch folder: they
 * are small, and bubblewrap’s time grows with the square of the number of mounts.
 */
export const systemMounts = async (files: RuntimeFiles, scratch: string): Promise<Mount[]> => {
  const { libraries, programs, programLibraries, converters } = files;
  const data = systemData.filter((path) => existsSync(path));
  const found = [...libraries, ...programLibraries, ...converters, ...data];
  return [
    ...(await copyPrograms(programs, join(scratch, 'programs'))),
    ...found
      .filter((path) => !isTaken(path))
      .map((path): Mount => ({ kind: 'read-only', source: realpathSync(path), path })),
  ];
};

/** Copies programs, and returns a mount for each folder of them. */
const copyPrograms = async (programs: readonly string[], copies: string): Promise<Mount[]> => {
  const folders = [...new Set(programs.map((path) => dirname(path)))];
  await Promise.all(folders.map((folder) => mkdir(join(copies, folder), { recursive: true })));
  await Promise.all(programs.map((path) => copyFile(path, join(copies, path), constants.COPYFILE_FICLONE)));
  return folders.map((path) => ({ kind: 'read-only', source: join(copies, path), path }));
};

/** Locales, time zones, and what OpenSSL’s and the distribution’s links to certificates lead to. */
const systemData = [
  ...[
    '/usr/lib/locale',
    '/usr/share/zoneinfo',
    '/usr/lib/ssl',
    '/usr/share/ca-certificates',
    '/usr/share/pki',
  ],
  '/usr/share/crypto-policies',
];

/** Whether a path is below a folder that has other content inside. */
const isTaken = (path: string): boolean => taken.some((folder) => path.startsWith(folder));

const taken = ['/opt/', '/tmp/', '/dev/', '/proc/', '/etc/', '/var/task/', '/var/runtime/', '/var/lang/'];
