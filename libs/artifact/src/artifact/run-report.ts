import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** What a run against AWS leaves beside the artifacts, for whoever reads it afterwards: people and machines. */
export type RunReportName = 'publication' | 'deployment' | 'smoke';

/** Where the report of a project’s last such run lies. */
export const runReportPath = (outputRoot: string, name: RunReportName): string =>
  join(outputRoot, `${name}.json`);

/** Writes the report in one step: a reader sees the old one or the new one, never a half. */
export const writeRunReport = async (
  outputRoot: string,
  name: RunReportName,
  report: object,
): Promise<void> => {
  await mkdir(outputRoot, { recursive: true });
  await writeFileAtomic(runReportPath(outputRoot, name), `${JSON.stringify(report, null, 2)}\n`);
};
