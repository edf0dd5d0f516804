import { openSubject, readAuditedFiles } from '@layerkit/audit/subject';
import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { formatZipProblem } from '@layerkit/zip';

export interface FunctionFile {
  /** Relative to /var/task. */
  readonly path: string;
  readonly content: Buffer;
}

/**
 * Yields the files of a function’s zip from any tool.
 * @throws LayerkitError inspect/unreadable if it is damaged or a name would leave the folder that it is unpacked to
 */
export const readFunctionZip = async function* (
  zipPath: string,
  target: Target,
): AsyncGenerator<FunctionFile> {
  const { files, problems } = await openSubject({ zipPath, target, role: 'function' });
  if (problems.length > 0) throw unreadable(zipPath, problems.map(formatZipProblem));
  for await (const { file, content } of readAuditedFiles({ zipPath }, files)) {
    if (content === undefined) throw unreadable(zipPath, [`${file.path} is damaged`]);
    // the buffer is valid only until the next one is read
    yield { path: file.path, content: Buffer.from(content) };
  }
};

const unreadable = (zipPath: string, problems: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'inspect/unreadable',
    message: `the zip ${zipPath} can’t be unpacked safely`,
    problems,
    hint: 'Leave out --code, and copy the code from its sources.',
  });
