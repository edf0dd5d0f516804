import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '@layerkit/artifact';
import { rawZip } from '@layerkit/testing-files';
import { auditBinaries } from '../src/auditors/binaries/audit-binaries.ts';
import { auditSubject } from './audit-subject.ts';

/** Files of a layer by their paths below python/, and the tags of the wheel they came from. */
export interface MadeLayer {
  readonly files: Readonly<Record<string, Buffer | string>>;
  /** Without tags it has no .dist-info. */
  readonly tags?: readonly string[];
  readonly target?: string;
}

/** What the audit of binaries finds in a layer made of these files, all of the package `made`. */
export const auditBinariesOf = async (
  folder: string,
  { files, tags, target }: MadeLayer,
): Promise<readonly Finding[]> => {
  const path = join(folder, 'layer.zip');
  const wheel = (tags ?? []).map((tag) => `Tag: ${tag}\n`).join('');
  const entries = Object.entries(files).map(([name, content]) => ({ name: `python/${name}`, content }));
  const metadata = { name: 'python/made-1.0.dist-info/WHEEL', content: `Wheel-Version: 1.0\n${wheel}` };
  await writeFile(path, rawZip(tags === undefined ? entries : [...entries, metadata]));
  return auditBinaries(auditSubject(path, target));
};

/** The same, in short: `error binary/musl a.so`, without python/. */
export const shortly = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ severity, code, path = '' }) => `${severity} ${code} ${path.replace(/^python\//, '')}`);
