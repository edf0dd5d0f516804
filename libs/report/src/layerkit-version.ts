import { readFileSync } from 'node:fs';

/** Returns the version of layerkit, which is that of all its packages: `layerkit 1.2.0`. */
export const layerkitVersion = (): string => {
  const found: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const version =
    typeof found === 'object' && found !== null && 'version' in found ? found.version : undefined;
  return typeof version === 'string' && version !== unreleased
    ? `layerkit ${version}`
    : 'layerkit from source';
};

/** The version in a clone. The release writes the real one. */
const unreleased = '0.0.0';
