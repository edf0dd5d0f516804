import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { isLeftOut, walkSources } from '@layerkit/zip';
import type { Wheel } from '@layerkit/wheels';
import { findBuilder, type SourceBuildRequest } from './builder.ts';
import { buildPureWheel } from './pure-wheel.ts';

export interface ProjectBuildRequest extends SourceBuildRequest {
  /** Of the Python project, from the layer's folder. */
  readonly sources: string;
  /** Where the wheel goes to. */
  readonly folder: string;
}

/**
 * Builds the wheel of a project of one's own. It is built from a copy: backends leave things beside the sources,
 * and what an earlier build left must not get in.
 * @throws LayerkitError source/invalid, source/build-failed, source/not-pure; as `findBuilder`
 */
export const buildProject = async (request: ProjectBuildRequest): Promise<Wheel> => {
  const { projectRoot, sources } = request;
  const builder = await findBuilder(request);
  // Outside the workspace: backends look for the .gitignore and the workspace of the folders above.
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-build-'));
  try {
    const source = join(folder, 'source');
    await copyProject(join(projectRoot, sources), source);
    const name = sources === '.' ? 'the project' : sources;
    const wheel = await buildPureWheel({ ...builder, source, name, folder });
    const path = join(request.folder, wheel.fileName);
    await copyFile(wheel.path, path);
    return { ...wheel, path };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const copyProject = async (from: string, to: string): Promise<void> => {
  const { files, problems } = await walkSources(from, isNoSource);
  if (problems.length > 0) {
    throw new LayerkitError({
      code: 'source/invalid',
      message: `${from} can’t be built`,
      problems,
      hint: 'Mend what is named here, or name another folder as “sources” in layer.json.',
    });
  }
  for (const { name, path } of files) {
    await mkdir(dirname(join(to, name)), { recursive: true });
    await copyFile(path, join(to, name));
  }
};

/** What stands beside a project's sources and is none of them; `build` and `dist` may be packages further down. */
const isNoSource = (name: string, isFolder: boolean): boolean => {
  const own = name.slice(name.lastIndexOf('/') + 1);
  if (isLeftOut(own, isFolder)) return true;
  return isFolder && (anywhere.has(own) || own.endsWith('.egg-info') || (own === name && atTop.has(own)));
};

const anywhere: ReadonlySet<string> = new Set(['node_modules', '.venv', '.tox', '.nox', '.layerkit', '.nx']);
const atTop: ReadonlySet<string> = new Set(['build', 'dist', 'venv', 'lock']);
