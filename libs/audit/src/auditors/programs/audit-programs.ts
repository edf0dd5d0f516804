import type { Finding } from '@layerkit/artifact/finding';
import { fileType } from '@layerkit/zip';
import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { OpenedSubject } from '../../subject/opened-subject.ts';
import type { AuditedFile } from '../../subject/subject.ts';
import { listBinaries } from '../binaries/list-binaries.ts';
import { interpreterProblem, shebangOf } from './shebang.ts';

/**
 * Returns findings for programs that Lambda can’t start: it runs each file in `extensions/` when a function starts,
 * and `bin/` is on PATH. A function with an extension that can’t start fails each time; a program in `bin/` may not
 * be used.
 */
export const auditPrograms = async (subject: OpenedSubject): Promise<readonly Finding[]> => {
  const files = subject.files.filter(({ path, mode }) => place.test(path) && !isLink(mode));
  if (files.length === 0) return [];
  const shebangs = await readShebangs(subject, files);
  const binaries = new Set(
    (await listBinaries(subject)).filter(({ kind }) => kind === 'executable').map(({ path }) => path),
  );
  const names = new Set(subject.files.map(({ path }) => path));
  return files.flatMap((file) => {
    const shebang = shebangs.get(file.path);
    const isProgram = isExtension(file) || shebang !== undefined || binaries.has(file.path);
    const problem = shebang && interpreterProblem(shebang, subject.target.runtime, names);
    return [
      ...(isProgram && !isExecutable(file) ? [notExecutable(file)] : []),
      ...(problem === undefined ? [] : [badInterpreter(file, problem)]),
    ];
  });
};

/** The files directly in a folder that Lambda starts programs from. */
const place = /^(?:extensions|bin)\/[^/]+$/;

const isExtension = ({ path }: AuditedFile): boolean => path.startsWith('extensions/');

const isLink = (mode: number): boolean => (mode & fileType.mask) === fileType.symlink;

/** Zips from Windows have no permission bits. */
const isExecutable = ({ mode }: AuditedFile): boolean => (mode & 0o7777) === 0 || (mode & 0o111) !== 0;

/** Scripts are smaller than this. */
const largestScript = 1 << 20;

const readShebangs = async (
  subject: OpenedSubject,
  files: readonly AuditedFile[],
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>();
  const small = files.filter(({ packed }) => packed.unpackedBytes <= largestScript);
  for await (const { file, content } of readAuditedFiles(subject, small)) {
    const shebang = content && shebangOf(content);
    if (shebang !== undefined) found.set(file.path, shebang);
  }
  return found;
};

const notExecutable = (file: AuditedFile): Finding => ({
  code: 'program/not-executable',
  severity: isExtension(file) ? 'error' : 'warning',
  path: file.path,
  message: isExtension(file)
    ? 'is not executable: Lambda runs it when the function starts, and fails with Extension.LaunchError'
    : 'is not executable: calling it fails with “Permission denied”',
  hint: `Before zipping, run chmod 755 ${file.path}`,
});

const badInterpreter = (file: AuditedFile, message: string): Finding => ({
  code: 'program/interpreter',
  severity: isExtension(file) ? 'error' : 'warning',
  path: file.path,
  message,
  hint: 'Start it with #!/usr/bin/env python3 or #!/bin/sh, with line ends of Unix (LF).',
});
