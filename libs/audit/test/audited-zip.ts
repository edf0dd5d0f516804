import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '@layerkit/artifact';
import { writeTree, zipCommand, type ZipTool } from '@layerkit/testing';
import { auditLayer, type AuditQuestions, type AuditReport } from '../src/auditors/audit-layer.ts';

const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;

/** A package as an installer leaves it, below a root such as `python/`. */
export const installed = (root: string, name = 'alpha'): Readonly<Record<string, string>> => ({
  [`${root}${name}/__init__.py`]: 'X = 1\n',
  [`${root}${name}/module.py`]: 'Y = 2\n',
  [`${root}${name}-1.0.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
  [`${root}${name}-1.0.dist-info/WHEEL`]: 'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  [`${root}${name}-1.0.dist-info/RECORD`]: ['__init__.py', 'module.py']
    .map((file) => `${name}/${file},,\n`)
    .join(''),
});

export interface AuditedZipOptions extends AuditQuestions {
  readonly tool?: ZipTool;
}

/** Audits a zip that a real tool makes from these files. */
export const auditFiles = async (
  scratch: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  { tool = zipCommand, ...questions }: AuditedZipOptions = {},
): Promise<AuditReport> => {
  const folder = await writeTree(await mkdtemp(join(scratch, 'tree-')), files);
  return auditFolder(folder, { tool, ...questions });
};

/** The same for a folder that is there already. */
export const auditFolder = async (
  folder: string,
  { tool = zipCommand, ...questions }: AuditedZipOptions = {},
): Promise<AuditReport> => {
  const zipPath = `${folder}.zip`;
  await tool(folder, zipPath);
  return auditZip(zipPath, questions);
};

export const auditZip = (zipPath: string, questions: AuditQuestions = {}): Promise<AuditReport> =>
  auditLayer({ zipPath, target, ...questions });

/** `error structure/nested-root build/python/`, one for each. */
export const briefly = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ severity, code, path }) => [severity, code, path ?? '-'].join(' '));
