import { posix } from 'node:path';
import { parseTarget } from '@layerkit/platform-resolution';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { readZipFile } from '@layerkit/zip';
import type { AuditSubject, Distribution } from '../src/subject/subject.ts';

/** The empty metadata of a test’s distributions. */
export const emptyMetadata: Omit<Distribution, 'name' | 'version' | 'directory'> = {
  requires: [],
  record: undefined,
  digests: new Map(),
  requiresPython: undefined,
  entryPoints: [],
  topLevel: [],
  lacking: [],
};

/**
 * Opens a wheel or layer for an audit. A path belongs to the only distribution, or to the one whose name
 * matches the first folder below the folder of its .dist-info.
 */
export const auditSubject = (zipPath: string, target = 'python3.12/x86_64'): AuditSubject => {
  const files = readZipFile(zipPath, () => undefined)
    .entries.filter(({ directory }) => !directory)
    .map((entry) => ({ path: entry.name, mode: 0o100644, packed: entry }));
  const distributions = files.flatMap(({ path }) => {
    const [, directory, name, version] = /^((?:.*\/)?([^/]+)-([^/-]+)\.dist-info\/)WHEEL$/.exec(path) ?? [];
    return directory === undefined || name === undefined || version === undefined
      ? []
      : [{ ...emptyMetadata, name: normalizeProjectName(name), version, directory }];
  });
  const [only, ...others] = distributions;
  return {
    zipPath,
    target: parseTarget(target),
    files,
    distributions,
    pythonRoots: ['python/'],
    dropped: new Set(),
    ownerOf: (path) =>
      others.length === 0
        ? only?.name
        : distributions.find(({ name, directory }) => {
            const root = posix.dirname(directory.slice(0, -1));
            const folder = posix.relative(root, path).split('/')[0] ?? '';
            return normalizeProjectName(folder.replace(/\..*$/, '')) === name;
          })?.name,
  };
};
