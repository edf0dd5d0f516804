import { describeLeftOut } from './describe-left-out.ts';

it('a build that left nothing out says nothing about it', () => {
  expect(describeLeftOut({ ofProject: [], excluded: [], idle: [] })).toEqual([]);
});

it('the lines name each project file, some of the excluded files, and the globs without effect', () => {
  const excluded = Array.from({ length: 10 }, (_, at) => `e${at}`);
  expect(describeLeftOut({ ofProject: ['README.md', 'uv.lock'], excluded, idle: ['x/**'] })).toEqual([
    '  left out as project files: README.md, uv.lock; move files that the function reads to a folder, and set “sources” to it',
    '  left out by “exclude”: e0, e1, e2, e3, e4, e5, e6, e7 and 2 more',
    'warning: exclude: x/** matches no file',
  ]);
});
