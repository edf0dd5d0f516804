import { posix } from 'node:path';
import { placeFile } from '../wheel/placement.ts';

export interface Recorded {
  /** In the zip. */
  readonly path: string;
  /** `sha256=…`; empty for what has none. */
  readonly digest: string;
}

/**
 * Reads RECORD (recording installed projects; binary distribution format). A wheel’s own, which nothing rewrote,
 * names files where the wheel has them: they are looked for where an installer puts them. What a layer has no
 * place for is left out: scripts, headers, installers’ notes, and whatever lies outside the root.
 * @param root what the paths are relative to, with a `/` at its end
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

/** A field in quotes may hold commas, and quotes written twice (RFC 4180). */
const quotedFields = (line: string): readonly string[] => {
  const [, name = '', rest = ''] = /^"((?:[^"]|"")*)"(?:,(.*))?$/.exec(line.trim()) ?? [];
  return [name.replaceAll('""', '"'), rest.split(',', 1)[0] ?? ''];
};

const placed = (name: string, directory: string): string | undefined => {
  const path = plain(name);
  if (path === '' || path.startsWith('/') || path.startsWith('../')) return undefined;
  const placement = placeFile(path, directory);
  return placement.kind === 'install' ? placement.path : undefined;
};

/** Normalised only where it has to be: a RECORD has thousands of lines. */
const plain = (name: string): string =>
  /\\|\/\/|(?:^|\/)\.\.?\//.test(name) ? posix.normalize(name.replaceAll('\\', '/')) : name;
