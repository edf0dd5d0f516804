import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One entry as CPython’s zipfile writes it. */
export interface ZipEntry {
  readonly name: string;
  readonly content?: string | undefined;
  /** The whole Unix mode, with the file type: 0o100644, 0o120777 for a link. */
  readonly mode?: number | undefined;
  readonly stored?: boolean | undefined;
}

const program = fileURLToPath(new URL('./make_zip.py', import.meta.url));

/** Writes a zip with CPython, which accepts any name and mode. */
export const makeZip = (path: string, entries: readonly ZipEntry[]): void => {
  execFileSync('python3', [program], { input: JSON.stringify({ path, entries }) });
};
