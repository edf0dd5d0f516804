import type { Distribution } from '../../subject/subject.ts';
import { describeCredentials } from './credentials.ts';

it('each RECORD is read once, however many files look like credentials', () => {
  let reads = 0;
  const distributions = ['a', 'b', 'c'].map((name): Distribution => ({
    name,
    version: '1',
    directory: `python/${name}-1.dist-info/`,
    requires: [],
    get record() {
      reads += 1;
      return [`python/${name}/.netrc`];
    },
    digests: new Map(),
    requiresPython: undefined,
    entryPoints: [],
    topLevel: [],
    lacking: [],
  }));
  const subject = { distributions, ownerOf: () => undefined };
  const severities = ['b', 'own', 'c', 'b'].flatMap((folder) =>
    describeCredentials(subject, `python/${folder}/.netrc`, 'password canary').map(
      ({ severity }) => severity,
    ),
  );
  expect(severities).toEqual(['warning', 'error', 'warning', 'warning']);
  expect(reads).toBe(distributions.length);
});
