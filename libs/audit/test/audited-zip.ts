import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '@layerkit/artifact';
import { writeTree, zipCommand, type ZipTool } from '@layerkit/testing-files';
import { auditLayer, type AuditQuestions, type AuditReport } from '../src/auditors/audit-layer.ts';

const target = { runtime: 'python3.12', architecture: 'x86_64' } as const;

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
