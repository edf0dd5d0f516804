import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Zips the content of a folder, as you would by hand: `zipTool(folder, '/path/to.zip')`. */
export type ZipTool = (folder: string, zipPath: string) => Promise<unknown>;

/** Info-ZIP, with entries for directories. */
export const zipCommand: ZipTool = (folder, zipPath) =>
  run('zip', ['-q', '-r', '-y', zipPath, '.'], { cwd: folder });

/** CPython's own module, as its command line uses it. */
const pythonZipfile: ZipTool = (folder, zipPath) =>
  run('sh', ['-c', 'python3 -m zipfile -c "$0" *', zipPath], { cwd: folder });

/** CPython's shutil, which many build scripts call. */
const makeArchive: ZipTool = (folder, zipPath) =>
  run('python3', [
    '-c',
    'import shutil, sys; shutil.make_archive(sys.argv[2].removesuffix(".zip"), "zip", sys.argv[1])',
    folder,
    zipPath,
  ]);

/** libarchive, which macOS calls tar: its names begin with `./`. */
const bsdtar: ZipTool = (folder, zipPath) => run('bsdtar', ['-a', '-cf', zipPath, '.'], { cwd: folder });

const isInstalled = (command: string): boolean => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** The zip tools of this machine. Info-ZIP and CPython must be installed; bsdtar is optional. */
export const zipTools: readonly (readonly [string, ZipTool])[] = [
  ['zip -r', zipCommand],
  ['python -m zipfile', pythonZipfile],
  ['shutil.make_archive', makeArchive],
  ...(isInstalled('bsdtar') ? [['bsdtar', bsdtar] as const] : []),
];
