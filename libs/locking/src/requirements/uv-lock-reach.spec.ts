import { reachedFrom } from './uv-lock-reach.ts';
import { uvLockFile, type UvPackage } from './uv-lock-table.ts';

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
  const { requirements, locals, problems } = reachedFrom(lock, root, { file: 'uv.lock' });
  expect(requirements.map(({ text }) => text)).toEqual(["six ; os_name == 'a'", 'six']);
  expect(locals.map(({ project, marker }) => [project.name, marker])).toEqual([
    ['a', undefined],
    ['b', "os_name == 'a'"],
  ]);
  expect(problems).toEqual([]);
});

interface Pinned {
  readonly name: string;
  readonly version: string;
}

/** Returns how many fields of packages are read to follow a chain of them. */
const stepsAlong = (chain: readonly Pinned[]): number => {
  let steps = 0;
  const { package: packages } = uvLockFile.parse({
    version: 1,
    package: [{ name: 'root', version: '1' }, ...chain].map((one, at) => ({
      ...one,
      source: at === 0 ? { virtual: '.' } : { registry: 'https://host/simple' },
      dependencies: chain.slice(at, at + 1),
    })),
  });
  const counting = (one: UvPackage): UvPackage =>
    new Proxy(one, {
      get: (from, field): unknown => {
        steps += 1;
        return Reflect.get(from, field);
      },
    });
  const [root, ...others] = packages.map(counting);
  if (root === undefined) throw new Error('the lock has no project');
  const lock = { version: 1 as const, package: [root, ...others] };
  expect(reachedFrom(lock, root, { file: 'uv.lock' }).packages).toHaveLength(chain.length);
  return steps;
};

it.each([
  ['packages', (at: number): Pinned => ({ name: `p${at}`, version: '1' })],
  ['versions of one package', (at: number): Pinned => ({ name: 'p', version: `${at}` })],
])('the steps to follow a chain grow only with the number of %s', (_, pinned) => {
  const chain = Array.from({ length: 800 }, (_one, at) => pinned(at));
  expect(stepsAlong(chain) / stepsAlong(chain.slice(0, 400))).toBeLessThan(2.2);
});
