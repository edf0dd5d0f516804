import type { IgnoreRule } from '@layerkit/artifact/definition';
import type { Finding } from '@layerkit/artifact/finding';
import { applyIgnoreRules, describeRule } from './ignore-rules.ts';

const finding = (path?: string, name?: string, code: Finding['code'] = 'binary/macos'): Finding => ({
  code,
  severity: 'error',
  message: 'is a Mach-O file',
  hint: 'Build it for Linux.',
  path,
  package: name,
});
const rule = (narrow: Partial<IgnoreRule> = {}): IgnoreRule => ({
  code: 'binary/macos',
  reason: 'known',
  ...narrow,
});
/** Returns whether the rule ignores the finding. */
const ignores = async (narrow: Partial<IgnoreRule>, found: Finding): Promise<boolean> => {
  const { findings, ignored, staleRules } = await applyIgnoreRules([found], [rule(narrow)]);
  expect(findings.length + ignored.length).toBe(1);
  expect(staleRules).toHaveLength(findings.length);
  return ignored.length === 1;
};

it.each<[Partial<IgnoreRule>, Finding, boolean]>([
  [{}, finding(), true],
  [{}, finding('python/a.so', 'a'), true],
  [{ code: 'binary/windows' }, finding(), false],
  [{ package: 'a' }, finding('python/a.so', 'a'), true],
  [{ package: 'a' }, finding('python/a.so', 'b'), false],
  [{ package: 'a' }, finding('python/a.so'), false],
  [{ path: 'python/*.so' }, finding('python/a.so'), true],
  [{ path: 'python/*.so' }, finding('python/kit/a.so'), false],
  [{ path: 'python/**' }, finding('python/.hidden/a.so'), true],
  [{ path: 'python/**' }, finding(), false],
  [{ path: 'python/kit' }, finding('python/kit/'), true],
  [{ path: 'python/kit/' }, finding('python/kit/'), true],
  [{ path: 'python/kit/' }, finding('python/kit'), true],
  [{ path: 'python/*.so', package: 'a' }, finding('python/a.so', 'b'), false],
])('a rule with %j and %j', async (narrow, found, expected) => {
  expect(await ignores(narrow, found)).toBe(expected);
});

it('the first rule that fits gives the reason, and a rule without a finding is stale', async () => {
  const [one, other] = [finding('python/a.so'), finding(undefined, undefined, 'size/zipped')];
  const unused = rule({ path: 'lib/**', reason: 'unused' });
  const rules = [unused, rule({ reason: 'first' }), rule({ reason: 'second' })];
  expect(await applyIgnoreRules([one, other], rules)).toEqual({
    findings: [other],
    ignored: [{ finding: one, reason: 'first' }],
    staleRules: [unused],
  });
  expect(await applyIgnoreRules([one, other], [])).toEqual({
    findings: [one, other],
    ignored: [],
    staleRules: [],
  });
});

it('a rule is described by its code and by what narrows it', () => {
  expect([rule(), rule({ path: 'a/*' }), rule({ package: 'six' })].map(describeRule)).toEqual([
    'binary/macos',
    'binary/macos at a/*',
    'binary/macos of six',
  ]);
  expect(describeRule(rule({ path: 'a/*', package: 'six' }))).toBe('binary/macos at a/* of six');
});
