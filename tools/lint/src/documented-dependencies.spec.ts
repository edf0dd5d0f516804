import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Returns the libraries that need each third-party package. */
const needed = (): ReadonlyMap<string, readonly string[]> => {
  const users = new Map<string, string[]>();
  for (const library of readdirSync(`${root}libs`)) {
    const manifest = JSON.parse(readFileSync(`${root}libs/${library}/package.json`, 'utf8')) as {
      dependencies?: Record<string, string>;
      peerDependencies?: Record<string, string>;
    };
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }))
      if (!name.startsWith('@layerkit/')) users.set(name, [...(users.get(name) ?? []), library]);
  }
  return users;
};

/** Returns each package of the page’s first table, with its users and its reason. */
const documented = (): ReadonlyMap<string, { readonly users: string; readonly reason: string }> => {
  const page = readFileSync(`${root}docs/dependencies.md`, 'utf8');
  const rows = page.matchAll(/^\| \[(?<name>[^\]]+)\]\([^)]+\) *\|(?<users>[^|]+)\|(?<reason>[^|]+)\|$/gm);
  return new Map(
    [...rows].map(({ groups: { name = '', users = '', reason = '' } = {} }) => [name, { users, reason }]),
  );
};

it('docs/dependencies.md has one row for each dependency', () => {
  expect([...documented().keys()].sort()).toEqual([...needed().keys()].sort());
});

it.each([...needed()])('docs/dependencies.md says that %s is used by %s, and for what', (name, libraries) => {
  const { users, reason } = documented().get(name) ?? { users: '', reason: '' };
  for (const library of libraries) expect(users).toMatch(new RegExp(`\\b${library}\\b`));
  expect(reason.trim()).toMatch(/^.{10,}\.$/);
});
