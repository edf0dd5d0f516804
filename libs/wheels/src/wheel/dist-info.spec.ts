import { findDistInfo } from './dist-info.ts';

const find = (names: readonly string[], fileName: string) => {
  const problems: string[] = [];
  return { found: findDistInfo(names, fileName, (problem) => problems.push(problem)), problems };
};

it.each([
  ['alpha-1.0.dist-info', 'alpha-1.0-py3-none-any.whl'],
  ['Alpha.Kit-1.0.dist-info', 'alpha_kit-1.0-py3-none-any.whl'],
  ['alpha-kit-1.0.dist-info', 'alpha_kit-1.0-py3-none-any.whl'],
  ['alpha-1.0.0.dist-info', 'alpha-1.0-1build-py3-none-any.whl'],
])('accepts %s for %s, like pip', (directory, fileName) => {
  expect(find([`${directory}/METADATA`, 'alpha.py'], fileName)).toEqual({ found: directory, problems: [] });
});

it.each([
  ['a wheel without one', ['alpha.py', 'alpha-1.0.dist-info'], /no .dist-info directory/],
  [
    'a wheel with two',
    ['a-1.dist-info/METADATA', 'alpha-1.0.dist-info/METADATA'],
    /several .* "a-1.dist-info", "alpha-1.0.dist-info"/,
  ],
  ['the one of another project', ['beta-1.0.dist-info/METADATA'], /another project: "beta-1.0.dist-info"/],
  ['the one of a project with a longer name', ['alphabet-1.0.dist-info/METADATA'], /another project/],
])('refuses %s', (_, names, reason) => {
  expect(find(names, 'alpha-1.0-py3-none-any.whl')).toEqual({
    found: undefined,
    problems: [expect.stringMatching(reason)],
  });
});
