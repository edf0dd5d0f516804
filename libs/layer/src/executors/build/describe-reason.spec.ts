import type { InputChanges } from '@layerkit/packaging';
import { describeReason, explainReason } from './describe-reason.ts';

const nothing: InputChanges = {
  lock: { added: [], removed: [], changed: [] },
  requirements: false,
  untaken: [],
  fields: [],
  imports: false,
  providers: [],
  sources: { added: [], removed: [], changed: [] },
  locals: [],
  files: { added: [], removed: [], changed: [] },
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
  providers: ['base'],
  sources: { added: ['new.py'], removed: [], changed: ['pkg/app.py'] },
  locals: [{ name: 'core', added: [], removed: ['core/old.py'], changed: ['core/a.py'] }],
  files: { added: ['bin/tool'], removed: [], changed: [] },
  tool: { from: '1.0.0', to: '1.1.0' },
  interpreter: { from: 'CPython 3.12.1', to: 'CPython 3.12.7' },
};

it('a first build has no reason, and says so only with explain', () => {
  expect(describeReason(undefined)).toEqual([]);
  expect(explainReason(undefined)).toEqual(['  no earlier build to compare with']);
});

it('one line names every group that changed, and only as many pins as fit', () => {
  expect(describeReason({ changes: everything })).toEqual([
    '  rebuilt because of the lock (six 1.16.0 → 1.17.0, numpy 2.3.4 from another file, + idna 3.10 and 1 more); ' +
      'layer.json (prune); core (2 files); own code (2 files); files (+ bin/tool); the lock of base; the list of imports; ' +
      'layerkit 1.0.0 → 1.1.0; ' +
      'compiler: CPython 3.12.1 → CPython 3.12.7',
  ]);
});

it('explain has a line for each change', () => {
  expect(explainReason({ changes: everything })).toEqual([
    '  rebuilt because of:',
    '    lock: six 1.16.0 → 1.17.0',
    '    lock: numpy 2.3.4 from another file',
    '    lock: + idna 3.10',
    '    lock: - attrs 25.1',
    '    requirements',
    '    layer.json: prune ["bytecode"] → nothing',
    '    core: core/a.py',
    '    core: - core/old.py',
    '    own code: pkg/app.py',
    '    own code: + new.py',
    '    files: + bin/tool',
    '    the lock of base',
    '    the list of imports',
    '    layerkit 1.0.0 → 1.1.0',
    '    compiler: CPython 3.12.1 → CPython 3.12.7',
  ]);
});

it('changed requirements with the same pins are named as such', () => {
  const line = 'the requirements, with the same pins as before';
  expect(describeReason({ changes: { ...nothing, requirements: true } })).toEqual([
    `  rebuilt because of ${line}`,
  ]);
  expect(explainReason({ changes: { ...nothing, requirements: true } }).at(-1)).toBe(`    ${line}`);
});

it('a file that changed in a part that the layer does not use is named', () => {
  const changes = { ...nothing, untaken: ['../../uv.lock'] };
  const line = '../../uv.lock, in a part that this layer does not use';
  expect(describeReason({ changes })).toEqual([`  rebuilt because of ${line}`]);
  expect(explainReason({ changes }).at(-1)).toBe(`    ${line}`);
});

it('explain names other causes if no input changed, and the previous changes', () => {
  expect(describeReason({ changes: nothing })).toEqual([]);
  const [line, ...more] = explainReason({ changes: nothing });
  expect(line).toMatch(
    /^ {2}rebuilt from the same inputs: another file of the project.*an option of the Nx target.*the cache was skipped$/,
  );
  expect(more).toEqual([]);
  const tool = { ...nothing, tool: { from: '1.0.0', to: '1.1.0' } };
  expect(explainReason({ changes: nothing, earlier: tool }).slice(1)).toEqual([
    '  the previous rebuild was because of:',
    '    layerkit 1.0.0 → 1.1.0',
  ]);
});
