import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The uv that this repository's setup installs. */
const installedUv = fileURLToPath(new URL('../../../.layerkit/python-tools/bin/uv', import.meta.url));

/**
 * Returns the host's environment with this uv, and without variables that name other package indexes than the
 * test's, in variables or in pip's configuration files.
 */
export const testEnvironment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:UV|PIP)_.*(?:INDEX|FIND_LINKS)/.test(name)),
  ),
  PIP_CONFIG_FILE: devNull,
  ...(existsSync(installedUv) && { LAYERKIT_UV: installedUv }),
  ...more,
});
