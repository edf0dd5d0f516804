import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { Plugin } from '@layerkit/executors/table';

/** The schema.json of an executor or a generator. */
export interface OptionsFile {
  readonly url: URL;
  /** The name of the type of its options: `BuildExecutorOptions`, `AddLayerGeneratorSchema`. */
  readonly typeName: string;
}

export const plugins: readonly Plugin[] = ['layer', 'lambda'];

/** The endings that Nx’s own plugins use for such names. */
const endings = { executors: 'ExecutorOptions', generators: 'GeneratorSchema' } as const;

/** Finds the schema.json of each executor and each generator of the plugins. */
export const optionsFiles = async (workspaceRoot: URL): Promise<readonly OptionsFile[]> => {
  const found: OptionsFile[] = [];
  for (const plugin of plugins)
    for (const kind of ['executors', 'generators'] as const) {
      const folder = new URL(`libs/${plugin}/src/${kind}/`, workspaceRoot);
      for (const name of (await readdir(folder)).sort()) {
        const url = new URL(`${name}/schema.json`, folder);
        if (existsSync(url)) found.push({ url, typeName: pascalCase(name) + endings[kind] });
      }
    }
  return found;
};

const pascalCase = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
