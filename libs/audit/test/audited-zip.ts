import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '@layerkit/artifact/finding';
import { writeTree, zipCommand, type ZipTool } from '@layerkit/testing-files';
import { auditLayer, type AuditQuestions, type AuditReport } from '../src/auditors/audit-layer.ts';

const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;

export interface AuditedZipOptions extends AuditQuestions {
  readonly tool?: ZipTool;
}

/** Audits a zip that a real tool has made from these files. */
export const auditFiles = async (
  scratch: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  { tool = zipCommand, ...questions }: AuditedZipOptions = {},
): Promise<AuditReport> => {
  const folder = await writeTree(await mkdtemp(join(scratch, 'tree-')), files);
  return auditFolder(folder, { tool, ...questions });
};

/** Audits a zip that a real tool has made from an existing folder. */
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

/** Returns findings in short: `error structure/nested-root build/python/`. */
export const briefly = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ severity, code, path }) => [severity, code, path ?? '-'].join(' '));
