import type { InputChanges } from '@layerkit/packaging';
import { describeReason, explainReason } from './describe-reason.ts';

const nothing: InputChanges = {
  lock: { added: [], removed: [], changed: [] },
  requirements: false,
  untaken: [],
  fields: [],
  imports: false,
  sources: { added: [], removed: [], changed: [] },
};

const everything: InputChanges = {
  lock: {
    added: [{ name: 'idna', version: '3.10' }],
    removed: [{ name: 'attrs', version: '25.1' }],
    changed: [
      { name: 'six', from: '1.16.0', to: '1.17.0' },
      { name: 'numpy', from: '2.3.4', to: '2.3.4' },
    ],
  },
  requirements: true,
  untaken: [],
  fields: [{ name: 'prune', from: ['bytecode'], to: undefined }],
  imports: true,
  sources: { added: ['new.py'], removed: [], changed: ['pkg/app.py'] },
  tool: { from: '1.0.0', to: '1.1.0' },
  interpreter: { from: 'CPython 3.12.1', to: 'CPython 3.12.7' },
};

it('says nothing at a first build, unless it is asked', () => {
  expect(describeReason(undefined)).toEqual([]);
  expect(explainReason(undefined)).toEqual([
    '  not known what was built here before: there is nothing to compare',
  ]);
});

it('names in one line every group that has changed, and no more pins than fit', () => {
  expect(describeReason({ changes: everything })).toEqual([
    '  was built anew because of the lock (six 1.16.0 → 1.17.0, numpy 2.3.4 from another file, + idna 3.10 and 1 more); ' +
      'layer.json (prune); own sources (2 files); the list of imports; layerkit 1.0.0 → 1.1.0; ' +
      'what compiles: CPython 3.12.1 → CPython 3.12.7',
  ]);
});

it('names each of them on a line of its own when asked to explain', () => {
  expect(explainReason({ changes: everything })).toEqual([
    '  was built anew because of',
    '    lock: six 1.16.0 → 1.17.0',
    '    lock: numpy 2.3.4 from another file',
    '    lock: + idna 3.10',
    '    lock: - attrs 25.1',
    '    requirements',
    '    layer.json: prune ["bytecode"] → nothing',
    '    own sources: pkg/app.py',
    '    own sources: + new.py',
    '    the list of imports',
    '    layerkit 1.0.0 → 1.1.0',
    '    what compiles: CPython 3.12.1 → CPython 3.12.7',
  ]);
});

it('tells requirements that changed from pins that did', () => {
  const line = 'the requirements, which pin the same as before';
  expect(describeReason({ changes: { ...nothing, requirements: true } })).toEqual([
    `  was built anew because of ${line}`,
  ]);
  expect(explainReason({ changes: { ...nothing, requirements: true } }).at(-1)).toBe(`    ${line}`);
});

it('names a file that changed in what the layer does not take', () => {
  const changes = { ...nothing, untaken: ['../../uv.lock'] };
  const line = '../../uv.lock, in what this layer does not take';
  expect(describeReason({ changes })).toEqual([`  was built anew because of ${line}`]);
  expect(explainReason({ changes }).at(-1)).toBe(`    ${line}`);
});

it('says where else to look when no input has changed, and what had changed before, if it is asked', () => {
  expect(describeReason({ changes: nothing })).toEqual([]);
  const [line, ...more] = explainReason({ changes: nothing });
  expect(line).toMatch(
    /^ {2}built from the same inputs as before: a file of the project.*an option of the target.*the cache was skipped$/,
  );
  expect(more).toEqual([]);
  const tool = { ...nothing, tool: { from: '1.0.0', to: '1.1.0' } };
  expect(explainReason({ changes: nothing, earlier: tool }).slice(1)).toEqual([
    '  before that it changed because of',
    '    layerkit 1.0.0 → 1.1.0',
  ]);
});
