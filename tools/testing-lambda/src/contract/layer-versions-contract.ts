import { sha256Of } from '@layerkit/artifact/digest';
import type { LayerVersions, NewLayerVersion } from '@layerkit/publishing/layer-versions';
import { freshName, type ContractContext, type ContractRule } from './run-contract.ts';

/** The rules for every implementation of LayerVersions. */
export const layerVersionsContract: readonly ContractRule[] = [
  {
    rule: 'lists nothing for a layer that does not exist',
    check: async ({ layers }) => {
      expect(await numbersOf(layers, freshName())).toEqual([]);
    },
  },
  {
    rule: 'returns the published version as get and list then do',
    check: async ({ layers, zip }) => {
      const wanted = requestOf({ zip });
      const published = await layers.publish(wanted);
      const { description } = wanted;
      expect(published).toMatchObject({ version: 1, description, sha256: sha256Of(zip) });
      expect(published.arn).toMatch(new RegExp(`:layer:${wanted.layerName}:1$`));
      expect([...published.runtimes].sort()).toEqual(['python3.11', 'python3.12']);
      expect([...published.architectures].sort()).toEqual(['arm64', 'x86_64']);
      expect(await layers.get(wanted.layerName, 1)).toEqual(published);
      for await (const listed of layers.list(wanted.layerName))
        expect(published).toMatchObject({ ...listed });
    },
  },
  {
    rule: 'lists the newest version first, over more than one page of 50',
    check: async ({ layers, zip }) => {
      const wanted = requestOf({ zip });
      for (let count = 0; count < 52; count += 1) await layers.publish(wanted);
      const newestFirst = Array.from({ length: 52 }, (_, index) => 52 - index);
      expect(await numbersOf(layers, wanted.layerName)).toEqual(newestFirst);
    },
  },
  {
    rule: 'returns undefined for a version or a layer that does not exist',
    check: async ({ layers, zip }) => {
      const wanted = requestOf({ zip });
      expect(await layers.get(wanted.layerName, 1)).toBeUndefined();
      await layers.publish(wanted);
      expect(await layers.get(wanted.layerName, 2)).toBeUndefined();
    },
  },
  {
    rule: 'finds a version by its ARN, with a URL that serves its zip without credentials',
    check: async ({ layers, zip }) => {
      const wanted = requestOf({ zip });
      const published = await layers.publish(wanted);
      const { location = '', ...found } = (await layers.getByArn(published.arn)) ?? {};
      expect(found).toEqual(published);
      const fetched = await fetch(location);
      expect(sha256Of(new Uint8Array(await fetched.arrayBuffer()))).toBe(sha256Of(zip));
      const next = published.arn.replace(/1$/, '2');
      expect(await layers.getByArn(next)).toBeUndefined();
    },
  },
  {
    rule: 'refuses content that is not a zip, and uses up no version number',
    check: async ({ layers, zip }) => {
      const wanted = requestOf({ zip });
      const broken = { ...wanted, zip: Buffer.from('no zip at all') };
      await expect(layers.publish(broken)).rejects.toThrowWithCode('aws/refused');
      expect(await layers.publish(wanted)).toMatchObject({ version: 1 });
    },
  },
];

const requestOf = ({ zip }: Pick<ContractContext, 'zip'>): NewLayerVersion => ({
  layerName: freshName(),
  description: 'for the contract sha256:0123',
  runtimes: ['python3.11', 'python3.12'],
  architectures: ['x86_64', 'arm64'],
  zip,
});

const numbersOf = async (layers: LayerVersions, layerName: string): Promise<readonly number[]> => {
  const numbers: number[] = [];
  for await (const { version } of layers.list(layerName)) numbers.push(version);
  return numbers;
};
