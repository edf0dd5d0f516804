import type { IgnoreRule } from '@layerkit/artifact/definition';
import fc from 'fast-check';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolders } from '@layerkit/testing-files';
import { installedTree } from '@layerkit/testing-packages';
import { auditFiles, auditZip, briefly } from '../../test/audited-zip.ts';

const scratch = temporaryFolders();

const layer = installedTree('python/');
const files = {
  ...layer,
  'README.md': '',
  'python/b.pth': 'sub\n',
  'python/a.pth': 'sub\n',
  'python/.env': 'DB_PASSWORD=abcdefgh\n',
};
const all = [
  'error security/credentials python/.env',
  'warning security/pth python/a.pth',
  'warning security/pth python/b.pth',
  'note structure/wrong-root README.md',
];

const audit = async (ignore: readonly IgnoreRule[] = []) => {
  const { findings, ignored, staleRules } = await auditFiles(await scratch(), files, { ignore });
  return { found: briefly(findings), ignored, staleRules };
};

it('findings are sorted by severity, then by code and path', async () => {
  expect((await audit()).found).toEqual(all);
});

it('a rule ignores the findings that match its code and path, and keeps the reason', async () => {
  const { found, ignored, staleRules } = await audit([
    { code: 'security/pth', path: '**/a.pth', reason: 'read it' },
    { code: 'structure/wrong-root', reason: 'for people' },
  ]);
  expect(found).toEqual([all[0], all[2]]);
  expect(ignored.map(({ finding, reason }) => [finding.path, reason])).toEqual([
    ['python/a.pth', 'read it'],
    ['README.md', 'for people'],
  ]);
  expect(staleRules).toEqual([]);
});

it('a rule whose code, path or package matches no finding is stale', async () => {
  const rules: IgnoreRule[] = [
    { code: 'security/symlink', reason: 'x' },
    { code: 'security/pth', path: 'python/*.py', reason: 'x' },
    { code: 'security/pth', package: 'beta', reason: 'x' },
  ];
  const { found, staleRules } = await audit(rules);
  expect(found).toEqual(all);
  expect(staleRules).toEqual(rules);
});

it('a glob for a folder matches the finding about the folder', async () => {
  const { findings, ignored } = await auditFiles(await scratch(), installedTree('build/python/'), {
    ignore: [{ code: 'structure/nested-root', path: 'build/*', reason: 'x' }],
  });
  expect([findings, ignored.length]).toEqual([[], 1]);
});

it('a zip over its budget has an error', async () => {
  const { findings } = await auditFiles(await scratch(), layer, { budget: { unpackedBytes: 10 } });
  expect(briefly(findings)).toEqual(['error size/budget -']);
});

it('an audit of a damaged zip never throws', async () => {
  const { subject } = await auditFiles(await scratch(), files);
  const zip = await readFile(subject.zipPath);
  const path = join(await scratch(), 'damaged.zip');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
      async (edits) => {
        const damaged = Buffer.from(zip);
        for (const [place, value] of edits) damaged[place] = value;
        await writeFile(path, damaged);
        const report = await auditZip(path);
        expect(report.findings.every(({ message, hint }) => message !== '' && hint !== '')).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
}, 30_000);

it('an empty or invalid zip has one finding', async () => {
  const path = join(await scratch(), 'empty.zip');
  await writeFile(path, Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]));
  expect(briefly((await auditZip(path)).findings)).toEqual(['error archive/invalid -']);
  await writeFile(path, 'no zip');
  expect(briefly((await auditZip(path)).findings)).toEqual(['error archive/invalid -']);
});
