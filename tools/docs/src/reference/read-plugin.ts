import { existsSync } from 'node:fs';
import { readJson, type JsonSchema } from './json-schema.ts';
import type { Plugin, Runnable } from './options-page.ts';

interface Collection {
  readonly executors?: Readonly<Record<string, Listed>> | undefined;
  readonly generators?: Readonly<Record<string, Listed>> | undefined;
}

interface Listed {
  readonly schema: string;
  readonly hidden?: boolean | undefined;
}

/** Reads the executors and generators of a plugin from executors.json and, if it has one, generators.json. */
export const readPlugin = async (library: string, project: string): Promise<Plugin> => {
  const folder = new URL(`../../../../libs/${library}/`, import.meta.url);
  const { executors = {} } = await readJson<Collection>(new URL('executors.json', folder));
  const generatorsFile = new URL('generators.json', folder);
  const { generators = {} } = existsSync(generatorsFile) ? await readJson<Collection>(generatorsFile) : {};
  return {
    name: `@layerkit/${library}`,
    project,
    executors: await readListed(executors, folder),
    generators: await readListed(generators, folder),
  };
};

const readListed = (listed: Readonly<Record<string, Listed>>, folder: URL): Promise<readonly Runnable[]> =>
  Promise.all(
    Object.entries(listed)
      .filter(([, { hidden }]) => hidden !== true)
      .map(async ([name, { schema }]) => ({
        name,
        schema: await readJson<JsonSchema>(new URL(schema, folder)),
      })),
  );
