import type { Finding } from '@layerkit/artifact/finding';
import type { InspectedPackage } from '@layerkit/artifact/inspection';
import { inspectionOf } from '@layerkit/testing-artifacts';
import { compareZips } from './compare-zips.ts';

const packageOf = (name: string, version: string, zippedBytes = 10): InspectedPackage => ({
  name,
  version,
  files: 1,
  zippedBytes,
  unpackedBytes: 20,
  requiredBy: [],
});

const compare = (before: readonly InspectedPackage[], after: readonly InspectedPackage[]) =>
  compareZips(inspectionOf({ packages: [...before] }), inspectionOf({ packages: [...after] })).packages;

it('a package with the same version and size is not a change', () => {
  const same = packageOf('same', '1.0');
  expect(compare([same], [same])).toEqual({ added: [], removed: [], changed: [] });
});

it('a package with another version or size is changed, and one with a new name is added', () => {
  const { added, removed, changed } = compare(
    [packageOf('a', '1.0'), packageOf('b', '1.0'), packageOf('gone', '3')],
    [packageOf('new', '1'), packageOf('b', '1.0', 15), packageOf('a', '2.0')],
  );
  expect([added, removed].flat().map(({ name }) => name)).toEqual(['new', 'gone']);
  expect(
    changed.map(({ name, from, to }) => [name, from.version, to.version, to.zippedBytes - from.zippedBytes]),
  ).toEqual([
    ['a', '1.0', '2.0', 0],
    ['b', '1.0', '1.0', 5],
  ]);
});

it('a removed duplicate is distinguished from the distribution that stayed', () => {
  const [old, kept] = [packageOf('twice', '1.0'), packageOf('twice', '2.0')];
  expect(compare([old, kept], [kept])).toEqual({ added: [], removed: [old], changed: [] });
});

it('findings with the same code, path and package are equal, whatever their messages', () => {
  const found = (fields: Partial<Finding>): Finding => ({
    code: 'binary/macos',
    severity: 'error',
    path: 'python/a.so',
    message: '1 file',
    hint: '',
    ...fields,
  });
  const stays = found({});
  const solved = found({ path: 'python/b.so' });
  const fresh = found({ package: 'beta' });
  const { findings } = compareZips(
    inspectionOf({ findings: [stays, solved] }),
    inspectionOf({ findings: [{ ...stays, message: '2 files' }, fresh] }),
  );
  expect(findings).toEqual({ solved: [solved], new: [fresh] });
});

it('sizes that shrink are negative', () => {
  const before = inspectionOf();
  const { bytes, entries } = before.zip;
  const smaller = { ...before.zip, bytes: bytes - 40, entries: entries - 1 };
  const { difference } = compareZips(before, inspectionOf({ zip: smaller }));
  expect(difference).toEqual({ bytes: -40, unpackedBytes: 0, entries: -1 });
});
