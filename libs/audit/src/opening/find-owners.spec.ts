import { findOwners } from './find-owners.ts';
import type { Distribution } from '../subject/subject.ts';

const distribution = (name: string, record: readonly string[] | undefined) =>
  ({
    name,
    version: '1.0',
    directory: `python/${name}-1.0.dist-info/`,
    requires: [],
    record: record?.map((path) => `python/${path}`),
  }) as unknown as Distribution;

const ownerOf = findOwners(
  [
    distribution('alpha', ['alpha/__init__.py', 'alpha/deep/er/a.py', 'shared.py', '_alpha.so']),
    distribution('google-one', ['google/one/a.py']),
    distribution('google-two', ['google/two/b.py', 'shared.py']),
    distribution('no-record', undefined),
  ],
  ['python/'],
);

const owned: readonly (readonly [string, string | undefined, string])[] = [
  ['python/alpha/__init__.py', 'alpha', 'by its RECORD'],
  ['python/_alpha.so', 'alpha', 'by its RECORD, next to the packages'],
  ['python/shared.py', 'alpha', 'by the first of two RECORDs'],
  ['python/alpha-1.0.dist-info/licenses/LICENSE', 'alpha', 'by its .dist-info'],
  ['python/alpha/extra.pem', 'alpha', 'by its folder'],
  ['python/alpha/deep/er/still/c.py', 'alpha', 'by the folder around it'],
  ['python/google/one/c.py', 'google-one', 'by its folder in a shared one'],
  ['python/google/c.py', undefined, 'a folder that two share'],
  ['python/google/three/c.py', undefined, 'a folder without an owner in one that two share'],
  ['python/no_record/a.py', 'no-record', 'by the name of the folder'],
  ['python/__pycache__/shared.cpython-312.pyc', 'alpha', 'by the source it was compiled from'],
  ['python/alpha/__pycache__/new.cpython-312.pyc', 'alpha', 'by the folder around it, without a source'],
  ['python/__pycache__/own.cpython-312.pyc', undefined, 'compiled own code'],
  ['python/own/a.py', undefined, 'own code'],
  ['python/own.py', undefined, 'own code'],
  ['LICENSE', undefined, 'the root of the zip'],
];

it.each(owned)('the owner of %s is %s: %s', (...[path, owner]) => {
  expect(ownerOf(path)).toBe(owner);
});
