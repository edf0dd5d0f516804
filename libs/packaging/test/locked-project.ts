import { join } from 'node:path';
import { layerDefinitionSchema, type LayerDefinition } from '@layerkit/artifact/definition';
import { sha256Of } from '@layerkit/artifact/digest';
import { parseTarget, type Target } from '@layerkit/platform-resolution';
import { parseWheelFileName } from '@layerkit/platform-resolution/tags';
import { formatLock, inputsDigest, lockPath } from '@layerkit/locking/lock';
import { layerRequirements } from '@layerkit/locking/requirements';
import type { ServedFile } from '@layerkit/testing-packages';
import { writeTree } from '@layerkit/testing-files';

export interface LockedProject {
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  readonly target: Target;
  readonly outputRoot: string;
}

/** Creates a layer project with a lock that pins exactly these wheels. */
export const lockedProject = async (
  folder: string,
  wheels: readonly ServedFile[],
  fields: Readonly<Record<string, unknown>> = {},
): Promise<LockedProject> => {
  const target = parseTarget('python3.12/x86_64');
  const projectRoot = join(folder, 'project');
  const definition = layerDefinitionSchema.parse({
    layerName: 'test-{runtime}-{architecture}',
    runtimes: [target.runtime],
    ...(wheels.length === 0 ? {} : { requirements: 'requirements.in' }),
    ...fields,
  });
  if (wheels.length > 0) {
    const requirements = wheels.map(({ project }) => `${project}\n`).join('');
    await writeTree(projectRoot, { 'requirements.in': requirements });
    const digest = inputsDigest(await layerRequirements(projectRoot, definition), target);
    const packages = wheels
      .map(({ fileName, bytes }) => ({ wheel: parseWheelFileName(fileName), sha256: sha256Of(bytes) }))
      .map(({ wheel, sha256 }) => ({ name: wheel.distribution, version: wheel.version, sha256 }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    await writeTree(projectRoot, {
      [`lock/${lockFileName(target)}`]: formatLock({ target, inputsDigest: digest, packages }),
    });
  }
  return { projectRoot, definition, target, outputRoot: join(folder, 'dist') };
};

const lockFileName = (target: Target): string => lockPath('', target).replace(/^.*[\\/]/, '');
