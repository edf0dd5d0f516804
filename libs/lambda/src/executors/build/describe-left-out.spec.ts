import { describeLeftOut } from './describe-left-out.ts';

it('says nothing where nothing was left out', () => {
  expect(describeLeftOut({ ofProject: [], excluded: [], idle: [] })).toEqual([]);
});

it('names each file of the project, some of those that were excluded, and globs without effect', () => {
  const excluded = Array.from({ length: 10 }, (_, at) => `e${at}`);
  expect(describeLeftOut({ ofProject: ['README.md', 'uv.lock'], excluded, idle: ['x/**'] })).toEqual([
    '  left out, as the project’s and not the function’s: README.md, uv.lock; what is read at run time belongs in a folder that “sources” names',
    '  left out by “exclude”: e0, e1, e2, e3, e4, e5, e6, e7 and 2 more',
    'warning: exclude: x/** matches no file',
  ]);
});
