import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { readJson } from '../reference/json-schema.ts';
import { workspaceRoot } from '../reference/reference-files.ts';

interface Configuration {
  readonly name: string;
  readonly targets?: object;
  readonly nx?: { readonly name: string; readonly targets?: object };
}

/** Returns the Nx targets of this repository’s projects, such as `benchmarks:run`, except those of apps/. */
export const readOwnTargets = async (): Promise<ReadonlySet<string>> => {
  const folders = await Promise.all(
    ['libs', 'tools'].map(async (group) =>
      (await readdir(new URL(`${group}/`, workspaceRoot))).map((name) => `${group}/${name}`),
    ),
  );
  const files = [
    'project.json',
    ...folders.flat().flatMap((folder) => [`${folder}/project.json`, `${folder}/package.json`]),
  ];
  const present = files.map((file) => new URL(file, workspaceRoot)).filter((file) => existsSync(file));
  const targets = await Promise.all(
    present.map(async (file) => {
      const configuration = await readJson<Configuration>(file);
      const { name, targets: own = {} } = configuration.nx ?? configuration;
      return Object.keys(own).map((target) => `${name}:${target}`);
    }),
  );
  return new Set(targets.flat());
};
