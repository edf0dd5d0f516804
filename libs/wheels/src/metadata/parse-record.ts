import { placeFile } from '../wheel/placement.ts';

export interface Recorded {
  /** The path in the zip. */
  readonly path: string;
  /** `sha256=…`; empty if the file has none. */
  readonly digest: string;
}

/**
 * Reads RECORD (recording installed projects; binary distribution format). A RECORD copied from a wheel has the paths
 * of the wheel, which become the paths after installation. Files that a layer does not contain are left out: scripts,
 * headers, files of the installer, and paths outside the root.
 * @param root the folder that the paths are relative to, ending in `/`
 * @param directory `boto3-1.40.0.dist-info`
 */
export const parseRecord = (text: string, root: string, directory: string): readonly Recorded[] => {
  const found: Recorded[] = [];
  for (const line of text.split('\n')) {
    const [name = '', digest = ''] = line.startsWith('"') ? quotedFields(line) : line.split(',', 2);
    const path = placed(name.trim(), directory);
    if (path !== undefined) found.push({ path: root + path, digest });
  }
  return found;
};

/**
 * A quoted field may contain commas, and doubled quotes (RFC 4180). The end is searched quote by quote, because a
 * pattern for all of it overflows the stack on a line of megabytes.
 */
const quotedFields = (line: string): readonly string[] => {
  let end = line.indexOf('"', 1);
  while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
  // Without an end, the rest is the whole line, which begins with a quote
  if (!/^\s*(?:,|$)/.test(line.slice(end + 1, end + 99))) return [];
  const [, digest = ''] = line.slice(end + 1).split(',', 2);
  return [line.slice(1, end).replaceAll('""', '"'), digest.trim()];
};

const placed = (name: string, directory: string): string | undefined => {
  const path = plain(name);
  if (path === undefined || path === '' || path.length > longestPath || path.startsWith('/'))
    return undefined;
  const placement = placeFile(path, directory);
  return placement.kind === 'install' ? placement.path : undefined;
};

/** PATH_MAX of Linux. No file has a longer path. */
const longestPath = 4096;

/**
 * Normalizes a path; undefined if it leaves the root. Does so only if necessary, because a RECORD has thousands of
 * lines, and not by posix.normalize, which takes quadratic time for `../../…`.
 */
const plain = (name: string): string | undefined => {
  if (!/\\|\/\/|(?:^|\/)\.\.?(?:\/|$)/.test(name)) return name;
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/')) return undefined;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
    else if (part === '..' && parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
};
