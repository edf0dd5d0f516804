import { Parser } from 'htmlparser2';
import { inspectionOf } from '@layerkit/testing-artifacts';
import { verificationSchema, type Verification } from '@layerkit/artifact/verification';
import { documentation } from '@layerkit/failure';
import { renderReport } from './render-report.ts';
import type { Report } from './report.ts';

const run = { at: new Date('2026-11-29T22:40:59Z'), host: 'linux/arm64' };

const reportOf = (
  fields: Parameters<typeof inspectionOf>[0] = {},
  files: Report['files'] = [],
  known: Pick<Report, 'broughtAlone' | 'layer'> = {},
): string => renderReport({ inspection: inspectionOf(fields), files, run, ...known });

const packageOf = (name: string, mebibytes = 1) => ({
  name,
  version: '1',
  files: 1,
  zippedBytes: mebibytes * 2 ** 20,
  unpackedBytes: 3 * mebibytes * 2 ** 20,
  requiredBy: [],
});

/** Returns the text that a reader sees, with single spaces. */
const textOf = (page: string): string => {
  let text = '';
  let hidden = 0;
  const isHidden = (name: string): boolean => ['style', 'script', 'title'].includes(name);
  const parser = new Parser({
    onopentag: (name) => (hidden += isHidden(name) ? 1 : 0),
    onclosetag: (name) => (hidden -= isHidden(name) ? 1 : 0),
    ontext: (piece) => (text += hidden > 0 ? '' : piece),
  });
  parser.end(page);
  return text.replace(/\s+/g, ' ');
};

const verificationOf = (outcome: unknown): Verification =>
  verificationSchema.parse({
    schema: 'layerkit/verification/2',
    target: { runtime: 'python3.12', architecture: 'x86_64' },
    zipSha256: 'a'.repeat(64),
    outcome,
  });

const importsOf = (modules: readonly object[], status = 'passed'): Verification =>
  verificationOf({
    status,
    scope: 'top-level',
    where: {
      on: 'local',
      interpreter: 'CPython 3.12.1',
      isolation: 'bubblewrap',
      limitations: ['other glibc'],
    },
    modules,
  });

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
      [{ path: text, package: text, zippedBytes: 9, unpackedBytes: 9 }],
      {
        broughtAlone: new Map([[text, [text]]]),
        layer: {
          layerName: text,
          verification: importsOf([
            { module: text, imported: true, seconds: 1, file: text },
            { module: text, imported: false, seconds: 1, error: text, expected: text, needs: text },
          ]),
        },
      },
    );
  expect(elementsOf(withText(hostile))).toEqual(elementsOf(withText('plain')));
  expect(withText(hostile)).not.toContain(hostile);
});

it('a page shows control characters and no credentials, whatever names and messages contain', () => {
  const hostile = 'six\u202egpj\u0000\u009b\u2028 https://user:pa/ss@host/';
  const page = reportOf({ findings: [{ ...finding, path: hostile, message: hostile, hint: hostile }] }, [
    { path: hostile, package: hostile, zippedBytes: 9, unpackedBytes: 9 },
  ]);
  expect(page).toContain('six\\u202egpj\\x00\\x9b\\u2028 https://***@host/');
  expect(page).not.toMatch(/pa\/ss|[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
});

it('a page forbids itself to load anything, and its only URLs are links to layerkit’s documentation', () => {
  const ignored = [{ finding: { ...finding, code: 'security/pth' }, reason: 'known' }];
  const page = reportOf({ findings: [finding], ignored });
  expect(page).toContain(
    "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'\"",
  );
  const links = [documentation('findings', 'binary/macos'), documentation('findings', 'security/pth')];
  const found: string[] = [];
  const rest = page.replace(/<a href="(https:[^"]+)" rel="noopener noreferrer"/g, (_, address: string) => {
    found.push(address);
    return '';
  });
  expect(found).toEqual(links);
  expect(rest).not.toMatch(/(?:https?:)?\/\/\w/);
});

it('a page says first whether the layer can work', () => {
  expect(textOf(reportOf())).toContain('OK for python3.12/x86_64 ');
  expect(textOf(reportOf({ findings: [finding, { ...finding, path: 'python/b.so' }] }))).toContain(
    'This layer can’t work on its target, python3.12/x86_64: 2 errors',
  );
});

it('a page names the layer, its version, the target, the time and layerkit', () => {
  const page = reportOf({}, [], { layer: { layerName: 'words', version: 7 } });
  expect(page).toContain('<title>words version 7 for python3.12/x86_64</title>');
  expect(textOf(page)).toMatch(/^ *words version 7 .* layer\.zip, 2 entries, /);
  expect(textOf(page)).toContain('Inspected on 2026-11-29 22:40 UTC by layerkit from source on linux/arm64.');
  expect(reportOf()).toContain('<title>layer.zip for python3.12/x86_64</title>');
});

it('a size over its limit is red and goes past the mark', () => {
  const { zip } = inspectionOf();
  const page = reportOf({ zip: { ...zip, bytes: 80 * 2 ** 20, unpackedBytes: 125 * 2 ** 20 } });
  const [zipped = '', unpacked = ''] = page.split('class="bar').slice(1);
  expect(zipped).toMatch(/^ over"/);
  expect(zipped).toContain('80.0 of 50.0 MiB');
  expect(zipped).toMatch(/style="width:100\.00%"[^]*class="mark" style="left:62\.50%"/);
  expect(unpacked).toMatch(/^"/);
  expect(unpacked).toMatch(/style="width:46\.30%"[^]*class="mark" style="left:92\.59%"/);
});

it('the size map has a caption with the size of each package, zipped and unpacked', () => {
  const files = [
    { path: 'python/a.py', package: 'alpha', zippedBytes: 15 * 2 ** 20, unpackedBytes: 20 * 2 ** 20 },
    { path: 'python/b.py', zippedBytes: 1000, unpackedBytes: 2000 },
  ];
  const text = textOf(reportOf({}, files));
  for (const caption of ['alpha 15.0 MiB', 'alpha 20.0 MiB', 'no package <0.1 MiB'])
    expect(text).toContain(caption);
});

describe('the table of packages', () => {
  const packages = ['alpha', 'beta', 'gamma'].map((name) => packageOf(name));
  const files = [{ path: 'python/alpha/__init__.py', package: 'alpha', zippedBytes: 1, unpackedBytes: 1 }];

  it('shows the size of a package together with the packages that only it brings in', () => {
    const broughtAlone = new Map([['alpha', ['beta', 'gamma']]]);
    const text = textOf(reportOf({ packages }, [], { broughtAlone }));
    expect(text).toContain('goes with it, MiB');
    expect(text).toContain('3.00 with beta, gamma');
    expect(text).toContain('9.00 with beta, gamma');
    expect(textOf(reportOf({ packages }))).not.toContain('goes with it');
  });

  it('does not grow with the square of the number of packages', () => {
    const names = Array.from({ length: 300 }, (_, index) => `package-${String(index)}`);
    const broughtAlone = new Map(names.map((name, at) => [name, names.slice(at + 1)]));
    const all = names.map((name) => packageOf(name));
    expect(reportOf({ packages: all }, [], { broughtAlone }).length).toBeLessThan(600_000);
  });

  it('shows the time of the imports of each package', () => {
    const verification = importsOf([
      {
        module: 'alpha',
        imported: true,
        seconds: 9,
        ownSeconds: 1.2345,
        file: '/opt/python/alpha/__init__.py',
      },
    ]);
    const page = reportOf({ packages }, files, { layer: { layerName: 'words', verification } });
    expect(textOf(page)).toContain('import, ms');
    expect(page).toContain('data-value="1234.5">1,235<');
  });
});

describe('the imports', () => {
  const module = (name: string, seconds: number, ownSeconds: number) => ({
    module: name,
    imported: true,
    seconds,
    ownSeconds,
  });
  const importText = (verification?: Verification): string =>
    textOf(reportOf({}, [], { layer: { layerName: 'words', verification } }))
      .split(' Imports ')
      .at(-1) ?? '';

  it('are shown in their order with their own time, and the slowest are marked', () => {
    const many = Array.from({ length: 200 }, (_, index) => module(`quick${String(index)}`, 0.0001, 0.0001));
    const slow = [module('boto3', 1.5, 0.5), module('botocore', 0, 1), module('sympy', 2, 2)];
    const text = importText(importsOf([...slow, ...many]));
    expect(text).toContain('Passed: 203 of 203 modules import in 3.5 s, on CPython 3.12.1, bubblewrap.');
    expect(text).toContain('Differs from Lambda: other glibc.');
    expect(text).toMatch(
      /boto3 slow 500 ms of 1\.5 s botocore slow 1\.0 s, loaded earlier sympy slow 2\.0 s 200 faster modules/,
    );
  });

  it('that failed are listed with their error, apart from expected failures', () => {
    const failed = { imported: false, seconds: 0 };
    const text = importText(
      importsOf(
        [
          { ...failed, module: 'one', error: 'ImportError: x' },
          { ...failed, module: 'two', error: 'ImportError: y', expected: 'not used' },
        ],
        'failed',
      ),
    );
    expect(text).toContain('Failed: 0 of 2 modules import');
    expect(text).toContain('failed one ImportError: x expected two ImportError: y (not used)');
  });

  it('that were not checked are shown with the reason', () => {
    expect(importText(verificationOf({ status: 'not-checked', reason: 'no Python 3.12 here' }))).toContain(
      'Not checked: no Python 3.12 here.',
    );
    expect(importText()).toContain('Not checked: verify has not run for this zip.');
  });
});

it('findings are grouped by code and hint, and ignored ones are shown with their reason', () => {
  const page = reportOf({
    findings: [finding, { ...finding, path: 'python/b.so' }],
    ignored: [{ finding: { ...finding, path: 'python/c.so' }, reason: 'nobody loads it' }],
  });
  expect(page.match(/<code>binary\/macos<\/code>/g)).toHaveLength(1);
  expect(page.match(/is for macOS/g)).toHaveLength(2);
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
  const share = { files: 1, zippedBytes: 2 ** 20, unpackedBytes: 1 };
  const page = reportOf({
    baseline: {
      zip: { ...inspectionOf().zip, file: 'before.zip' },
      difference: { bytes: -(2 ** 18), unpackedBytes: 100, entries: 0 },
      packages: {
        added: [{ name: 'new-one', version: '1', ...share, requiredBy: [] }],
        removed: [{ name: 'gone', version: '2', ...share, requiredBy: [] }],
        changed: [],
      },
      findings: { solved: [finding], new: [] },
    },
  });
  for (const text of [
    'Compared with before.zip',
    '−0.25 MiB zipped',
    '+&lt;0.01 MiB',
    '+1.00',
    '−1.00',
    '1 solved',
    '0 new',
  ])
    expect(page).toContain(text);
});
