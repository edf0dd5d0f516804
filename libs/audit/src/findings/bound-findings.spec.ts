import type { Finding } from '@layerkit/artifact/finding';
import { boundFindings } from './bound-findings.ts';

const link = (at: number, target = 'a'): Finding => ({
  code: 'security/symlink',
  severity: 'error',
  path: `python/kit/${String(at).padStart(5, '0')}`,
  message: `is a symbolic link to "${target}", which is not in the layer`,
  hint: 'Put the file itself into the zip.',
});
const links = (count: number, target?: (at: number) => string): readonly Finding[] =>
  Array.from({ length: count }, (_, at) => link(at, target?.(at)));
const other: Finding = { ...link(0), code: 'security/pth', path: 'python/a.pth' };

it('1,000 findings with one cause stay as they are', () => {
  const findings = [other, ...links(1_000)];
  expect(boundFindings(findings)).toEqual(findings);
});

it.each<readonly [string, ((at: number) => string) | undefined, string]>([
  ['the same message', undefined, '"a"'],
  ['messages that differ in quoted text', (at) => `a ${at}`, '"…"'],
])('more findings with %s become one with their number, in their place', (_, target, quoted) => {
  const last = { ...other, code: 'size/zipped' } as const;
  expect(boundFindings([other, ...links(64_000, target), last])).toEqual([
    other,
    {
      ...link(0),
      path: 'python/kit/',
      message: `each of 64,000 files (python/kit/00000, python/kit/00001, python/kit/00002 and 63,997 more) is a symbolic link to ${quoted}, which is not in the layer`,
    },
    last,
  ]);
});

it('findings of different severity or without a path are not joined', () => {
  const warnings = links(600).map((finding) => ({ ...finding, severity: 'warning' as const }));
  const pathless = links(1_200).map((finding) => ({ ...finding, path: undefined, package: 'kit' }));
  const findings = [...links(600), ...warnings, ...pathless];
  expect(boundFindings(findings)).toEqual(findings);
});
