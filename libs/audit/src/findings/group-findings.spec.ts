import type { Finding } from '@layerkit/artifact/finding';
import { describeGroup, groupFindings } from './group-findings.ts';

const finding = (fields: Partial<Finding>): Finding => ({
  code: 'binary/macos',
  severity: 'error',
  message: 'is a Mach-O file for arm64',
  hint: 'Build it for Linux.',
  ...fields,
});
const lines = (findings: readonly Finding[]) => groupFindings(findings).map(describeGroup);

it('24 findings with one cause in different packages are one line', () => {
  const found = Array.from({ length: 24 }, (_, index) =>
    finding({
      path: `python/p${index}/x.so`,
      package: `p${index}`,
    }),
  );
  expect(lines(found)).toEqual([
    '24 times (python/p0/x.so, python/p1/x.so, python/p2/x.so and 21 more): is a Mach-O file for arm64 (binary/macos)',
  ]);
});

it('findings with different messages, codes or severities have different causes', () => {
  expect(
    lines([
      finding({ path: 'a.so' }),
      finding({ path: 'b.so', message: 'is a Mach-O file for x86_64' }),
      finding({ path: 'c.so', severity: 'note' }),
      finding({ message: 'the zip is large', code: 'size/zipped' }),
    ]),
  ).toEqual([
    'a.so: is a Mach-O file for arm64 (binary/macos)',
    'b.so: is a Mach-O file for x86_64 (binary/macos)',
    'c.so: is a Mach-O file for arm64 (binary/macos)',
    'the zip is large (size/zipped)',
  ]);
});
