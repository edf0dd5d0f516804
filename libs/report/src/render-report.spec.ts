import { Parser } from 'htmlparser2';
import { inspectionOf } from '@layerkit/testing-artifacts';
import { renderReport } from './render-report.ts';
import type { Report } from './report.ts';

const reportOf = (fields: Parameters<typeof inspectionOf>[0] = {}, files: Report['files'] = []): string =>
  renderReport({ inspection: inspectionOf(fields), files, host: 'linux/arm64' });

const finding = {
  code: 'binary/macos',
  severity: 'error',
  path: 'python/a.so',
  package: 'six',
  message: 'is for macOS',
  hint: 'Lock and build again.',
};

/** Returns the elements of a page, with the names of their attributes, as a real parser finds them. */
const elementsOf = (page: string): readonly string[] => {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (name, attributes) => found.push([name, ...Object.keys(attributes)].join(' ')),
  });
  parser.end(page);
  return found;
};

it('a page has the same elements whatever names and messages contain', () => {
  const hostile = '"><script src=x onerror=alert(1)>&\'</script></title>';
  const withText = (text: string): string =>
    reportOf(
      {
        findings: [{ ...finding, path: text, message: text, hint: text }],
        packages: [
          { name: text, version: text, files: 1, zippedBytes: 1, unpackedBytes: 1, requiredBy: [text] },
        ],
      },
      [{ path: text, package: text, zippedBytes: 9 }],
    );
  expect(elementsOf(withText(hostile))).toEqual(elementsOf(withText('plain')));
  expect(withText(hostile)).not.toContain(hostile);
});

it('a page shows control characters and no credentials, whatever names and messages contain', () => {
  const hostile = 'six\u202egpj\u0000\u009b\u2028 https://user:pa/ss@host/';
  const page = reportOf({ findings: [{ ...finding, path: hostile, message: hostile, hint: hostile }] }, [
    { path: hostile, package: hostile, zippedBytes: 9 },
  ]);
  expect(page).toContain('six\\u202egpj\\x00\\x9b\\u2028 https://***@host/');
  expect(page).not.toMatch(/pa\/ss|[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
});

it('a page forbids itself to load anything, and contains no URL', () => {
  const page = reportOf({ findings: [finding] });
  expect(page).toContain(
    "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'\"",
  );
  expect(page).not.toMatch(/(?:https?:)?\/\/\w/);
});

it('a page says first whether the layer can work', () => {
  expect(reportOf()).toContain('No errors found');
  expect(reportOf({ findings: [finding, { ...finding, path: 'python/b.so' }] })).toMatch(
    /This layer can’t work on its target<\/span\s*>: 2 errors/,
  );
});

it('findings are grouped by code and hint, and ignored ones are shown with their reason', () => {
  const page = reportOf({
    findings: [finding, { ...finding, path: 'python/b.so' }],
    ignored: [{ finding: { ...finding, path: 'python/c.so' }, reason: 'nobody loads it' }],
  });
  expect(page.match(/<code>binary\/macos<\/code>/g)).toHaveLength(2);
  for (const text of ['2 times', 'python/a.so', 'python/b.so', 'python/c.so', 'nobody loads it'])
    expect(page).toContain(text);
});

it('binaries are shown with their platform, and wrong ones come first', () => {
  const binary = { format: 'elf', architectures: ['x86_64'], platform: 'linux-gnu', findings: [] };
  const page = reportOf({
    binaries: [
      { ...binary, path: 'python/fine.so', status: 'ok', glibc: '2.28' },
      { ...binary, path: 'python/bad.so', status: 'wrong', architectures: ['arm64'] },
    ],
  });
  expect(page.indexOf('python/bad.so')).toBeLessThan(page.indexOf('python/fine.so'));
  expect(page).toContain('glibc 2.28');
});

it('a page has a comparison only if there is a baseline', () => {
  expect(reportOf()).not.toContain('id="baseline"');
  const share = { files: 1, zippedBytes: 2048, unpackedBytes: 1 };
  const page = reportOf({
    baseline: {
      zip: { ...inspectionOf().zip, file: 'before.zip' },
      difference: { bytes: -1024, unpackedBytes: 0, entries: 0 },
      packages: {
        added: [{ name: 'new-one', version: '1', ...share, requiredBy: [] }],
        removed: [{ name: 'gone', version: '2', ...share, requiredBy: [] }],
        changed: [],
      },
      findings: { solved: [finding], new: [] },
    },
  });
  for (const text of ['Compared with before.zip', '−1 KiB zipped', '+2 KiB', '−2 KiB', '1 solved', '0 new'])
    expect(page).toContain(text);
});
