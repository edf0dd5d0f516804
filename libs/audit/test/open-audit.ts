import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTarget } from '@layerkit/platform-resolution';
import { rawZip } from '@layerkit/testing-files';
import { readZipFile } from '@layerkit/zip';
import { readDistributions } from '../src/distributions/read-distributions.ts';
import { readAuditedFiles } from '../src/subject/read-audited-files.ts';
import type { AuditSubject } from '../src/subject/subject.ts';

export interface AuditOptions {
  readonly target?: string;
  readonly roots?: readonly string[];
  readonly dropped?: readonly string[];
}

/** Opens a zip as auditors receive it, with the given roots. */
export const openForAudit = async (zipPath: string, options: AuditOptions = {}): Promise<AuditSubject> => {
  const { target = 'python3.12/x86_64', roots = ['python/'], dropped = [] } = options;
  const files = readZipFile(zipPath, () => undefined)
    .entries.filter(({ directory }) => !directory)
    .map((entry) => ({ path: entry.name, mode: 0o100644, packed: entry }));
  const distributions = await readDistributions({ files, pythonRoots: roots }, (wanted) =>
    readAuditedFiles({ zipPath }, wanted),
  );
  return {
    zipPath,
    target: parseTarget(target),
    files,
    pythonRoots: roots,
    distributions,
    ownerOf: (path) => distributions.find(({ record = [] }) => record.includes(path))?.name,
    dropped: new Set(dropped),
  };
};

/** Makes a zip of these files and opens it as auditors receive it. */
export const auditFiles = async (
  folder: string,
  files: Readonly<Record<string, string>>,
  options?: AuditOptions,
): Promise<AuditSubject> => {
  const zipPath = join(folder, 'audited.zip');
  await writeFile(zipPath, rawZip(Object.entries(files).map(([name, content]) => ({ name, content }))));
  return openForAudit(zipPath, options);
};

export interface InstalledDistribution {
  readonly name: string;
  readonly version?: string;
  /** Lines of METADATA in addition to name and version. */
  readonly metadata?: readonly string[];
  /** Content by path below the root. RECORD lists all paths. */
  readonly files?: Readonly<Record<string, string>>;
  readonly entryPoints?: string;
  /** Listed in RECORD but missing. */
  readonly lost?: readonly string[];
}

/** Returns the files that an installer writes for a distribution below `python/`. */
export const installed = (distribution: InstalledDistribution): Readonly<Record<string, string>> => {
  const { name, version = '1.0', metadata = [], files = {}, entryPoints, lost = [] } = distribution;
  const directory = `${name.replaceAll('-', '_')}-${version}.dist-info`;
  const all: Record<string, string> = {
    ...files,
    [`${directory}/METADATA`]: `${['Metadata-Version: 2.1', `Name: ${name}`, `Version: ${version}`, ...metadata].join('\n')}\n\nText`,
    ...(entryPoints === undefined ? {} : { [`${directory}/entry_points.txt`]: entryPoints }),
  };
  const record = [...Object.keys(all), ...lost].map(
    (path) => `${path},sha256=${digestOf(all[path] ?? '')},1\n`,
  );
  return Object.fromEntries(
    Object.entries({ ...all, [`${directory}/RECORD`]: `${record.join('')}${directory}/RECORD,,\n` }).map(
      ([path, content]) => [`python/${path}`, content],
    ),
  );
};

/** Returns a stand-in for a digest, equal for equal contents. */
const digestOf = (content: string): string => Buffer.from(content).toString('base64url');
