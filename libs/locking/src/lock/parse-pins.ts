import { parseSha256 } from '@layerkit/artifact/digest';
import { isVersion, normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { builtMark } from './format-lock.ts';
import type { LockedPackage } from './lock.ts';

/** Reports the problem of a line. Lines count from 1. */
export type Complain = (line: number, problem: string) => void;

/**
 * Parses the lines below a lock's header: one `NAME==VERSION --hash=sha256:DIGEST` per package, sorted by name. The line
 * of a source distribution ends in `# built from source`. Each problem is reported with its line.
 */
export const parsePins = (
  lines: readonly string[],
  headerLength: number,
  complain: Complain,
): readonly LockedPackage[] => {
  const packages: LockedPackage[] = [];
  lines.slice(headerLength).forEach((text, index) => {
    const line = headerLength + index + 1;
    const pin = parsePin(text);
    const before = packages.at(-1);
    if (typeof pin === 'string') {
      complain(line, pin);
      return;
    }
    if (before?.name === pin.name) complain(line, `“${pin.name}” is listed twice`);
    if (before !== undefined && before.name > pin.name) complain(line, `“${pin.name}” is out of order`);
    packages.push(pin);
  });
  return packages;
};

/** Returns the pin, or its problem. */
const parsePin = (line: string): LockedPackage | string => {
  const built = line.endsWith(builtMark);
  const text = built ? line.slice(0, -builtMark.length) : line;
  const parts = /^([^\s=]+)==(\S+)((?: --hash=\S+)+)$/.exec(text);
  if (parts === null) return `“${text}” is not NAME==VERSION --hash=sha256:DIGEST`;
  const [, name = '', version = '', hashes = ''] = parts;
  const [hash = '', ...more] = hashes.trim().split(' ');
  if (more.length > 0)
    return `“${name}” has ${String(more.length + 1)} hashes; a lock has only the hash of the chosen file`;
  const digest = /^--hash=sha256:([0-9a-f]{64})$/.exec(hash)?.[1];
  if (digest === undefined) return `“${hash}” is not a SHA-256 in lowercase hexadecimal`;
  if (!isProjectName(name)) return `“${name}” is not a normalized project name`;
  if (!isVersion(version)) return `“${version}” is not a version`;
  return { name, version, sha256: parseSha256(digest), ...(built ? { from: 'sdist' } : {}) };
};

/** Whether a name is normalized (PEP 503). */
export const isProjectName = (name: string): boolean =>
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name) && normalizeProjectName(name) === name;
