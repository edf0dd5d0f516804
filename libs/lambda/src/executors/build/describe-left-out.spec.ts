import { describeLargest, describeLeftOut } from './describe-left-out.ts';

it('a build that left nothing out says nothing about it', () => {
  expect(describeLeftOut({ ofProject: [], excluded: [], idle: [] })).toEqual([]);
});

it('the lines count what was left out, name the first, and the globs without effect', () => {
  const excluded = Array.from({ length: 10 }, (_, at) => ({ name: `e${at}`, bytes: 10 - at }));
  const ofProject = [{ name: 'tests/' }, { name: 'uv.lock', bytes: 4096 }, { name: 'README.md', bytes: 12 }];
  expect(describeLeftOut({ ofProject, excluded, idle: ['x/**'] })).toEqual([
    '  left out as project files: 2 files and 1 folder (tests/, uv.lock 4 KiB, README.md 12 B); move files that the function reads to a folder, and set “sources” to it',
    '  left out by “exclude”: 10 files (e0 10 B, e1 9 B, e2 8 B, e3 7 B, e4 6 B, e5 5 B, e6 4 B, e7 3 B and 2 more)',
    'warning: exclude: x/** matches no file',
  ]);
});

it('the largest files of the zip are named, unless there is only one', () => {
  const model = { name: 'model.bin', bytes: 2_000_000 };
  expect(describeLargest([model, { name: 'app.py', bytes: 30 }])).toEqual([
    '  largest: model.bin 1.91 MiB, app.py 30 B',
  ]);
  expect(describeLargest([model])).toEqual([]);
});
