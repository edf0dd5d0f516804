import { parseSha256 } from '@layerkit/artifact/digest';
import fc from 'fast-check';
import {
  addLayerVersion,
  findLayer,
  matchingVersions,
  removeLayerVersion,
  type Layers,
} from './layer-record.ts';

const content = {
  createdDate: '',
  description: '',
  compatibleRuntimes: [],
  compatibleArchitectures: [],
  archive: { sha256: parseSha256('0'.repeat(64)), size: 1, unpackedSize: 1 },
};

/** Publishes a version of a layer, or deletes one. */
const step = fc.record({
  name: fc.constantFrom('one', 'two', 'toString'),
  deletes: fc.option(fc.integer({ min: 1, max: 12 })),
});

it('version numbers of a layer only count up, and the list has the versions that were not deleted', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let layers: Layers = {};
      const published = new Map<string, number>();
      const live = new Map<string, Set<number>>();
      for (const { name, deletes } of steps) {
        const numbers = live.get(name) ?? new Set();
        live.set(name, numbers);
        if (deletes === null) {
          const { layers: next, added } = addLayerVersion(layers, name, content);
          published.set(name, (published.get(name) ?? 0) + 1);
          expect(added.version).toBe(published.get(name));
          numbers.add(added.version);
          layers = next;
        } else {
          layers = removeLayerVersion(layers, name, deletes);
          numbers.delete(deletes);
        }
        const listed = matchingVersions(findLayer(layers, name), {}).map(({ version }) => version);
        expect(listed).toEqual([...numbers].sort((one, other) => other - one));
      }
    }),
  );
});
