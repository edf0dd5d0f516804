import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTree } from '@layerkit/testing-files';
import { execa } from 'execa';
import type { ServedFile } from './index-server.ts';

export interface TinySdist {
  readonly project: string;
  readonly version?: string;
  /** Lines of Requires-Dist, which uv reads without a build (PEP 643). */
  readonly requires?: readonly string[];
  /** Content by path; by default a project without a build backend. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Returns a small real source distribution, made with tar. */
export const tinySdist = async ({
  project,
  version = '1.0',
  requires = [],
  files = {},
}: TinySdist): Promise<ServedFile> => {
  const stem = `${project.replaceAll('-', '_')}-${version}`;
  const metadata = [
    'Metadata-Version: 2.2',
    `Name: ${project}`,
    `Version: ${version}`,
    ...requires.map((requirement) => `Requires-Dist: ${requirement}`),
    '',
  ].join('\n');
  const tree = Object.entries({ 'PKG-INFO': metadata, ...files });
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-sdist-'));
  try {
    await writeTree(folder, Object.fromEntries(tree.map(([path, text]) => [`${stem}/${path}`, text])));
    await execa('tar', ['-czf', `${stem}.tar.gz`, stem], { cwd: folder });
    return { project, fileName: `${stem}.tar.gz`, bytes: await readFile(join(folder, `${stem}.tar.gz`)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
