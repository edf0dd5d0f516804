import { parseSha256 } from '@layerkit/artifact/digest';
import fc from 'fast-check';
import {
  changeFunctionRecord,
  createFunctionRecord,
  servedRevision,
  settle,
  type Moment,
} from './lifecycle.ts';
import { defaultSettings } from './settings.ts';

const moment = (now: number): Moment => {
  let count = 0;
  return { now, delay: 100, newId: () => `${now}-${(count += 1)}` };
};
const uploaded = { sha256: parseSha256('0'.repeat(64)), size: 1, unpackedSize: 1 };
const content = (description: string) => ({
  code: uploaded,
  layers: [],
  settings: { ...defaultSettings('f', 'x86_64'), description },
});
const created = createFunctionRecord('f', { content: content('new'), tags: {} }, moment(1000));

it('a transition settles once, when its time has come', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (time, later) => {
      const once = settle(created, time);
      expect(once === created).toBe(time < 1100);
      expect(settle(once, time + later)).toEqual(settle(created, time + later));
    }),
  );
});

it('a function can’t be invoked during its creation, and serves its old revision during an update', () => {
  expect(() => servedRevision(created)).toThrow('Pending');
  const active = settle(created, 1100);
  const updated = changeFunctionRecord(active, content('changed'), moment(2000));
  expect(servedRevision(updated)).toBe(active.current);
  expect(servedRevision(settle(updated, 2100)).settings.description).toBe('changed');
});

it('the id of a served revision changes with each update, when the update settles', () => {
  const active = settle(created, 1100);
  const updated = changeFunctionRecord(active, content('same'), moment(2000));
  expect(servedRevision(updated).revisionId).toBe(servedRevision(active).revisionId);
  expect(servedRevision(settle(updated, 2100)).revisionId).not.toBe(servedRevision(active).revisionId);
});
