import { findDistInfo } from './dist-info.ts';

const find = (names: readonly string[], fileName: string, locked = 'alpha 1.0') => {
  const problems: string[] = [];
  const [name = '', version = ''] = locked.split(' ');
  const wheel = { name, version, fileName };
  return { found: findDistInfo(names, wheel, (problem) => problems.push(problem)), problems };
};

it.each([
  ['alpha-1.0.dist-info', 'alpha-1.0-py3-none-any.whl', 'alpha 1.0'],
  ['Alpha.Kit-1.0.dist-info', 'alpha_kit-1.0-py3-none-any.whl', 'alpha-kit 1.0'],
  ['alpha-kit-1.0.dist-info', 'alpha_kit-1.0-py3-none-any.whl', 'Alpha.Kit 1.0'],
  ['alpha-1.0.0.dist-info', 'alpha-1.0-1build-py3-none-any.whl', 'alpha 1.0'],
  ['alpha-1.0.post1.dist-info', 'alpha-1.0_1-py3-none-any.whl', 'alpha 1.0.post1'],
  ['alpha-2.3+cu.121.dist-info', 'alpha-2.3+cu_121-py3-none-any.whl', 'alpha 2.3+cu.121'],
  ['alpha-1.0RC1.dist-info', 'alpha-1.0rc1-py3-none-any.whl', 'alpha 1.0.rc1'],
  ['alpha-2004d.dist-info', 'alpha-2004D-py3-none-any.whl', 'alpha 2004d'],
])('%s is the metadata of %s, locked as %s', (directory, fileName, locked) => {
  const names = [`${directory}/METADATA`, 'alpha.py', 'alpha/_vendor/beta-2.0.dist-info/METADATA'];
  expect(find(names, fileName, locked)).toEqual({ found: directory, problems: [] });
});

it.each<readonly [string, readonly string[], RegExp]>([
  ['without one', ['alpha.py', 'alpha-1.0.dist-info'], /no .dist-info directory/],
  [
    'with two',
    ['a-1.dist-info/A', 'alpha-1.0.dist-info/A'],
    /several .* "a-1.dist-info", "alpha-1.0.dist-info"/,
  ],
  [
    'with the one of another project',
    ['beta-1.0.dist-info/A'],
    /directory "beta-1.0.dist-info", but .* alpha 1.0/,
  ],
  ['with the one of another version', ['alpha-9.9.dist-info/A'], /directory "alpha-9.9.dist-info", but/],
  ['with the one of a longer name', ['alphabet-1.0.dist-info/A'], /"alphabet-1.0.dist-info"/],
  ['with the one of a name that goes on', ['alpha_bar-1.0.dist-info/A'], /"alpha_bar-1.0.dist-info"/],
  ['with the one of a local version', ['alpha-1.0+x.dist-info/A'], /"alpha-1.0\+x.dist-info"/],
  ...[
    'alpha-1.0.data/purelib',
    'alpha-1.0.data/platlib',
    'alpha-1.0.data/data',
    'lib/python3.12/site-packages',
  ].map(
    (folder) =>
      [
        `with another in ${folder}`,
        ['alpha-1.0.dist-info/A', `${folder}/b-1.Dist-Info/METADATA`],
        /several .dist-info directories/,
      ] as const,
  ),
  ['with its own only in .data', ['alpha-1.0.data/purelib/alpha-1.0.dist-info/A'], /"alpha-1.0.data/],
])('a wheel %s is refused', (_, names, reason) => {
  expect(find(names, 'alpha-1.0-py3-none-any.whl')).toEqual({
    found: undefined,
    problems: [expect.stringMatching(reason)],
  });
});

it.each([
  ['another project', 'beta 1.0'],
  ['another version', 'alpha 2.0'],
])('a wheel whose file name is of %s than the lock is refused', (_, locked) => {
  expect(find(['alpha-1.0.dist-info/A'], 'alpha-1.0-py3-none-any.whl', locked).problems).toEqual([
    `is a wheel of alpha 1.0, but the lock has ${locked}`,
  ]);
});
