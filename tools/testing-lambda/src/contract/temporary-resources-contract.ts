import { someConfiguration } from './functions-contract.ts';
import { freshName, ready, type ContractContext, type ContractRule } from './run-contract.ts';

/** The rules for every implementation of TemporaryResources. */
export const temporaryResourcesContract: readonly ContractRule[] = [
  {
    rule: 'lists every function with its description, over more than one page of 50, until it is deleted',
    check: async (context) => {
      const names = Array.from({ length: 52 }, () => freshName());
      for (const name of names) await create(context, name);
      expect(await descriptionsOf(context, names)).toEqual(names.map((name) => `described: ${name}`));
      for (const name of names) await context.temporary.deleteFunction(name);
      expect(await descriptionsOf(context, names)).toEqual(names.map(() => undefined));
      expect(await context.functions.get(names[0] ?? '')).toBeUndefined();
    },
  },
  {
    rule: 'lists every layer by its newest live version, over more than one page of 50, until none is left',
    check: async (context) => {
      const names = Array.from({ length: 52 }, () => freshName());
      for (const name of names) await publish(context, name, 'first');
      const [twice = ''] = names;
      await publish(context, twice, 'second');
      const listed = await layersOf(context);
      expect(names.filter((name) => listed.has(name))).toEqual(names);
      expect(listed.get(twice)).toEqual({ layerName: twice, version: 2, description: 'second' });
      await context.temporary.deleteLayerVersion(twice, 2);
      expect((await layersOf(context)).get(twice)).toMatchObject({ version: 1, description: 'first' });
      for (const name of names) await context.temporary.deleteLayerVersion(name, 1);
      const left = await layersOf(context);
      expect(names.filter((name) => left.has(name))).toEqual([]);
      expect(await context.layers.get(twice, 1)).toBeUndefined();
    },
  },
  {
    rule: 'deletes nothing, without an error, if the name does not exist',
    check: async ({ temporary }) => {
      await expect(temporary.deleteFunction(freshName())).resolves.toBeUndefined();
      await expect(temporary.deleteLayerVersion(freshName(), 1)).resolves.toBeUndefined();
    },
  },
];

const create = async ({ functions, zip }: ContractContext, functionName: string): Promise<void> => {
  const configuration = { ...someConfiguration, description: `described: ${functionName}` };
  await functions.create({ functionName, architecture: 'x86_64', configuration, zip });
  await ready(functions, functionName);
};

const descriptionsOf = async (
  { temporary }: ContractContext,
  names: readonly string[],
): Promise<readonly (string | undefined)[]> => {
  const found = new Map<string, string>();
  for await (const { functionName, description } of temporary.listFunctions())
    found.set(functionName, description);
  return names.map((name) => found.get(name));
};

const publish = (
  { layers, zip }: ContractContext,
  layerName: string,
  description: string,
): Promise<unknown> =>
  layers.publish({ layerName, description, runtimes: ['python3.12'], architectures: ['x86_64'], zip });

const layersOf = async ({ temporary }: ContractContext) => {
  const found = new Map<string, object>();
  for await (const layer of temporary.listLayers()) found.set(layer.layerName, layer);
  return found;
};
