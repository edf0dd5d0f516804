import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The uv that this repository's set-up installs. */
const installedUv = fileURLToPath(new URL('../../../.layerkit/python-tools/bin/uv', import.meta.url));

/** The host's environment with uv, without the variables that name package indexes other than the test's. */
export const testEnvironment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:UV|PIP)_.*(?:INDEX|FIND_LINKS)/.test(name)),
  ),
  ...(existsSync(installedUv) && { LAYERKIT_UV: installedUv }),
  ...more,
});
