import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IgnoreRule } from '@layerkit/artifact/definition';
import { parseTarget } from '@layerkit/platform-resolution';
import { rawZip } from '@layerkit/testing-files';
import { auditStack, type StackReport } from '../src/stack/audit-stack.ts';
import { openStack, type StackRequest } from '../src/stack/open-stack.ts';
import { installed, type InstalledDistribution } from './open-audit.ts';

type Files = Readonly<Record<string, string>>;

export interface StackedFiles {
  readonly code?: Files;
  readonly layers: readonly Files[];
  readonly target?: string;
  readonly ignore?: readonly IgnoreRule[];
}

/** Writes the zips of a stack, named `function`, `A`, `B` and so on. */
export const writeStack = async (
  folder: string,
  { code, layers, target = 'python3.12/x86_64' }: StackedFiles,
): Promise<StackRequest> => {
  const write = async (name: string, files: Files) => {
    const zipPath = join(folder, `${name}.zip`);
    const entries = Object.entries(files).map(([path, content]) => ({ name: path, content, mode: 0o100644 }));
    await writeFile(zipPath, rawZip(entries));
    return { name, zipPath, targets: [] };
  };
  return {
    target: parseTarget(target),
    ...(code !== undefined && { code: await write('function', code) }),
    layers: await Promise.all(layers.map((files, at) => write(String.fromCharCode(65 + at), files))),
  };
};

/** Audits a stack of zips with these files. */
export const auditStackOf = async (folder: string, files: StackedFiles): Promise<StackReport> =>
  auditStack(await openStack(await writeStack(folder, files)), files.ignore);

/** Returns the files of installed distributions below `python/`. */
export const layerOf = (...distributions: readonly InstalledDistribution[]): Files =>
  Object.assign({}, ...distributions.map(installed)) as Files;

/** Returns the files of a layer as a function has them, at the root. */
export const atRoot = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.replace(/^python\//, ''), content]),
  );
