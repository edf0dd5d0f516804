import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LayerkitError } from '@layerkit/failure';
import { inOwnedFolder } from '@layerkit/temporary-files';
import type { Wheel } from '@layerkit/wheels';
import type { LockedInputs } from '../layer-inputs.ts';
import { type BuildTools, findBuilder } from './builder.ts';
import { walkProject } from './project-files.ts';
import { buildPureWheel } from './pure-wheel.ts';

/**
 * Builds the wheel of your own Python project from a copy, because build backends write files next to the sources,
 * and files of an earlier build must not get into the wheel.
 * @param sources the folder of the Python project, relative to the layer’s folder
 * @param output the folder to write the wheel to
 * @throws LayerkitError source/invalid, source/build-failed, source/not-pure; the errors of `findBuilder`
 */
export const buildProject = async (
  sources: string,
  layer: LockedInputs,
  { output, ...tools }: BuildTools & { readonly output: string },
): Promise<Wheel> => {
  const builder = await findBuilder(layer, tools);
  // outside the workspace, because backends search parent folders for .gitignore and a workspace
  return inOwnedFolder('build', async (folder) => {
    const source = join(folder, 'source');
    await copyProject(join(layer.projectRoot, sources), source);
    const name = sources === '.' ? 'the project' : sources;
    const wheel = await buildPureWheel({ ...builder, source, name, folder });
    const path = join(output, wheel.fileName);
    await copyFile(wheel.path, path);
    return { ...wheel, path };
  });
};

const copyProject = async (from: string, to: string): Promise<void> => {
  const { files, problems } = await walkProject(from);
  if (problems.length > 0) {
    throw new LayerkitError({
      code: 'source/invalid',
      message: `cannot build ${from}`,
      problems,
      hint: 'Fix these files, or name another folder in “sources” of layer.json or in the requirements.',
    });
  }
  for (const { name, path } of files) {
    await mkdir(dirname(join(to, name)), { recursive: true });
    await copyFile(path, join(to, name));
  }
};
