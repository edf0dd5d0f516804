import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseTarget } from '@layerkit/platform-resolution';
import { temporaryFolders } from '@layerkit/testing-files';
import type { LockRequest } from '../src/lock-layer.ts';

/** Creates projects with a requirements file, which are deleted after the test. */
export const layerProjects = (env: NodeJS.ProcessEnv = {}) => {
  const scratch = temporaryFolders();
  return async (requirements: string, files: Readonly<Record<string, string>> = {}): Promise<LockRequest> => {
    const projectRoot = await scratch();
    for (const [name, text] of Object.entries({ 'requirements.in': requirements, ...files })) {
      await mkdir(dirname(join(projectRoot, name)), { recursive: true });
      await writeFile(join(projectRoot, name), text);
    }
    return {
      projectRoot,
      definition: { requirements: 'requirements.in' },
      target: parseTarget('python3.12/x86_64'),
      env,
    };
  };
};
