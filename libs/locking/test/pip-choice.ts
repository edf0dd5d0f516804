import { join } from 'node:path';
import type { Target } from '@layerkit/platform-resolution';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { compatibilityTags } from '@layerkit/platform-resolution/tags';
import { execa } from 'execa';
import { testEnvironment } from '@layerkit/testing-packages';

/**
 * Returns the file that pip takes for each requirement on a target, given all its platform tags: pip’s own finder with
 * pip’s own options. The indexes and constraints of the host’s pip configuration are ignored.
 */
export const pipChoice = async (
  target: Target,
  requirements: readonly string[],
  index: string,
): Promise<readonly string[]> => {
  const platforms = new Set(compatibilityTags(target).map(({ platform }) => platform));
  const question = {
    python: runtimeFacts(target.runtime).pythonVersion,
    platforms: [...platforms].filter((platform) => platform !== 'any'),
    index,
    requirements,
  };
  const { stdout } = await execa('python3', [join(import.meta.dirname, 'pip_choice.py')], {
    input: JSON.stringify(question),
    env: { ...pipEnvironment(), PIP_CONFIG_FILE: process.platform === 'win32' ? 'nul' : '/dev/null' },
    extendEnv: false,
  });
  return JSON.parse(stdout) as readonly string[];
};

const pipEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(testEnvironment()).filter(
      ([name]) => !name.startsWith('PIP_') || /^PIP_(?:CERT|PROXY|DEFAULT_TIMEOUT)$/.test(name),
    ),
  );
