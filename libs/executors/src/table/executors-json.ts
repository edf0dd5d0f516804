import { executorsOf, type Plugin } from './plugins.ts';

/** Returns the content of a plugin’s executors.json, which Nx reads. */
export const executorsJson = (plugin: Plugin): object => ({
  $schema: 'https://json-schema.org/schema',
  executors: Object.fromEntries(
    executorsOf(plugin).map(([name, { description }]) => [
      name,
      {
        implementation: `./src/executors/${name}/${name}`,
        schema: `./src/executors/${name}/schema.json`,
        description,
      },
    ]),
  ),
});
