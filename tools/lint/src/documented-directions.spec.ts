import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { siblings } from './directions.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const page = readFileSync(`${root}docs/architecture.md`, 'utf8');

it('docs/architecture.md lists what each library may import', () => {
  const rows = [...page.matchAll(/^\| `libs\/([a-z-]+)` *\|[^|]+\|([^|]+)\|$/gm)].map(
    ([, library = '', may = '']) => [library, may.match(/[a-z-]+/g) ?? []] as const,
  );
  const sorted = (table: readonly (readonly [string, readonly string[]])[]) =>
    Object.fromEntries(table.map(([library, names]) => [library, [...names].sort()]));
  expect(sorted(rows)).toEqual(sorted(Object.entries(siblings)));
});

it('docs/architecture.md has a row for each tool', () => {
  const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` *\|[^|]+\|$/gm)].map(([, tool = '']) => tool);
  expect(rows.sort()).toEqual(readdirSync(`${root}tools`).sort());
});
