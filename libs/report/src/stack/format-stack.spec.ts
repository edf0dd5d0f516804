import { stackInspectionSchema, type StackInspection } from '@layerkit/artifact/inspection';
import { formatStack } from './format-stack.ts';

const inspectionOf = (text: string): StackInspection => {
  const zip = { sha256: 'a'.repeat(64), bytes: 2048, unpackedBytes: 4096, entries: 3, packages: 1 };
  return stackInspectionSchema.parse({
    schema: 'layerkit/stack-inspection/1',
    target: { runtime: 'python3.12', architecture: 'x86_64' },
    unpackedBytes: 8192,
    zips: [
      { role: 'function', file: text, ...zip, overwrites: { same: 0, different: 0 } },
      { role: 'layer', file: 'layer.zip', ...zip, overwrites: { same: 2, different: 1 } },
    ],
    findings: [{ code: 'stack/overwritten', severity: 'error', message: text, hint: text }],
    ignored: [],
    packages: [
      {
        name: 'six',
        imported: { version: '1.17.0', zip: text },
        others: [{ version: '1.16.0', zip: 'layer.zip' }],
      },
    ],
  });
};

it('a table shows the verdict, the zips in order, the findings and the copies of packages', () => {
  const text = formatStack(inspectionOf('app'), 'table');
  expect(text).toMatch(/^app with 1 layer for python3\.12\/x86_64: 1 error\n {2}unpacked {2}8 KiB, /);
  expect(text).toMatch(/│ \/var\/task │ app .*\n│ layer 1 .*│ 3 files, 1 different │/);
  expect(text).toContain('error  stack/overwritten');
  expect(text).toMatch(/│ six +│ 1\.17\.0 of app │ 1\.16\.0 of layer\.zip │/);
});

it('a table and a page show control characters, and a page escapes texts', () => {
  const hostile = '<script>\u001b[2J\u202e';
  const [table, page] = [
    formatStack(inspectionOf(hostile), 'table'),
    formatStack(inspectionOf(hostile), 'html'),
  ];
  for (const text of [table, page]) expect(text).not.toMatch(/[\p{Cf}\p{Co}]|(?!\n)\p{Cc}/u);
  expect(page).toContain('&lt;script&gt;\\x1b[2J\\u202e');
  expect(page).not.toContain('<script>');
});

it('a page shows code and layers in one bar against the limit, each with its size', () => {
  const inspection = inspectionOf('app');
  const zips = inspection.zips.map((zip, at) => ({ ...zip, unpackedBytes: (at === 0 ? 20 : 300) * 2 ** 20 }));
  const page = formatStack({ ...inspection, zips }, 'html');
  expect(page).toContain('320.0 of 250.0 MiB');
  expect(page).toMatch(/class="bar over"[^]*width:6\.25%[^]*width:93\.75%[^]*left:78\.13%/);
  expect(page).toMatch(/app <b>20\.0 MiB<\/b>[^]*layer\.zip <b>300\.0 MiB<\/b>/);
  expect(page).toContain('<title>app with 1 layer for python3.12/x86_64</title>');
});

it('JSON is the inspection itself', () => {
  expect(JSON.parse(formatStack(inspectionOf('app'), 'json'))).toEqual(inspectionOf('app'));
});
