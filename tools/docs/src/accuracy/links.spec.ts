import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { workspaceRoot } from '../reference/reference-files.ts';
import { parsePage, readPages } from './pages.ts';

it('the anchors of headings are those of GitHub', () => {
  const { anchors } = parsePage('x.md', '# A `$code` & more\n\n## `prune.rules`\n\n## Twice\n\n## Twice\n');
  expect([...anchors]).toEqual(['a-code--more', 'prunerules', 'twice', 'twice-1']);
});

it('every link within the workspace leads to an existing file and heading', async () => {
  const pages = await readPages();
  const anchorsOf = new Map(pages.map(({ path, anchors }) => [path, anchors]));
  const broken = pages.flatMap((page) =>
    page.links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? page.path : posix.join(posix.dirname(page.path), file);
        if (!existsSync(new URL(target, workspaceRoot))) return true;
        return anchor !== undefined && anchorsOf.get(target)?.has(anchor) !== true;
      })
      .map((link) => `${page.path}: ${link}`),
  );
  expect(broken).toEqual([]);
  expect(pages.flatMap(({ links }) => links).length).toBeGreaterThan(80);
});

it('every page can be reached from the front page', async () => {
  const pages = await readPages();
  const reached = new Set(['README.md']);
  for (const path of reached)
    for (const link of pages.find((page) => page.path === path)?.links ?? []) {
      const [file = ''] = link.split('#');
      const target = posix.join(posix.dirname(path), file);
      const pagesThere = pages.filter((page) => page.path === target || posix.dirname(page.path) === target);
      if (file !== '') for (const { path: there } of pagesThere) reached.add(there);
    }
  expect(pages.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
});
