import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '@layerkit/artifact/finding';
import { rawZip } from '@layerkit/testing-files';
import { auditBinaries } from '../src/auditors/binaries/audit-binaries.ts';
import { auditSubject } from './audit-subject.ts';

/** The files of a layer by their paths below python/, and the tags of the wheel that they came from. */
export interface MadeLayer {
  readonly files: Readonly<Record<string, Buffer | string>>;
  /** Without tags the layer has no .dist-info. */
  readonly tags?: readonly string[];
  readonly target?: string;
}

/** Returns the findings about the binaries of a layer made of these files, all in the package `made`. */
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

/** Returns findings in short, without python/: `error binary/musl a.so`. */
export const shortly = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ severity, code, path = '' }) => `${severity} ${code} ${path.replace(/^python\//, '')}`);
