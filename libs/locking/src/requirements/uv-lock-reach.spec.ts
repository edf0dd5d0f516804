import { reachedFrom } from './uv-lock-reach.ts';
import { uvLockFile } from './uv-lock-table.ts';

it('projects that require each other under markers are each read once', () => {
  const project = (name: string, other: string) => ({
    name,
    source: { editable: name },
    dependencies: [{ name: other, marker: `os_name == '${name}'` }, { name: 'six' }],
  });
  const lock = uvLockFile.parse({
    version: 1,
    package: [
      project('a', 'b'),
      project('b', 'a'),
      { name: 'six', version: '1.17.0', source: { registry: 'https://host/simple' } },
    ],
  });
  const [root] = lock.package;
  if (root === undefined) throw new Error('the lock has no project');
  const { requirements, leftOut, problems } = reachedFrom(lock, root, { file: 'uv.lock' });
  expect(requirements.map(({ text }) => text)).toEqual(["six ; os_name == 'a'", 'six']);
  expect({ leftOut, problems }).toEqual({ leftOut: ['b'], problems: [] });
});
