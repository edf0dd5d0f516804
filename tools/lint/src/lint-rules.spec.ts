import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const eslint = new ESLint({
  cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  overrideConfig: [{ ...tseslint.configs.disableTypeChecked, files: ['**/*.ts'] }],
});

const rulesBrokenBy = async (code: string, filePath = 'libs/failure/src/sample.ts') => {
  const results = await eslint.lintText(`${code}\n`, { filePath });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
};

/** Returns a function or a call of this many lines. */
const spanning = (lines: number, head: string, tail: string) =>
  [head, ...Array.from({ length: lines - 2 }, (_, index) => `  console.log(${index});`), tail].join('\n');

describe('sizes', () => {
  it.each([
    [50, []],
    [51, ['layerkit/function-size']],
  ])('a function of %i lines', async (lines, broken) => {
    expect(await rulesBrokenBy(spanning(lines, 'export const f = () => {', '};'))).toEqual(broken);
    expect(await rulesBrokenBy(spanning(lines, 'export function f() {', '}'))).toEqual(broken);
  });

  it('a test is limited, and its suite is not', async () => {
    const spec = 'libs/failure/src/sample.spec.ts';
    const withTest = (lines: number) => spanning(lines, `it('works', () => {`, '});');
    const suite = (content: string) => `describe('a suite', () => {\n${content}\n});`;
    const contract = (content: string) => `export const contract = () => {\n${content}\n};`;
    for (const listed of [suite, contract]) {
      expect(await rulesBrokenBy(listed(`${withTest(40)}\n${withTest(40)}`), spec)).toEqual([]);
      expect(await rulesBrokenBy(listed(withTest(51)), spec)).toEqual(['layerkit/function-size']);
    }
  });

  it.each([
    [300, []],
    [301, ['max-lines']],
  ])('a file of %i lines', async (lines, broken) => {
    const code = Array.from({ length: lines }, (_, index) => `export const x${index} = ${index};`).join('\n');
    expect(await rulesBrokenBy(code)).toEqual(broken);
  });

  it('a function may have three parameters, but not four', async () => {
    const rule = '@typescript-eslint/max-params';
    const takes = (parameters: string[]) =>
      `export const f = (${parameters.map((name) => `${name}: string`).join(', ')}) => [${parameters.join(', ')}];`;
    expect(await rulesBrokenBy(takes(['a', 'b', 'c']))).toEqual([]);
    expect(await rulesBrokenBy(takes(['a', 'b', 'c', 'd']))).toEqual([rule]);
  });
});

describe('types', () => {
  it.each([
    ['export const f = (x: any) => [x];', '@typescript-eslint/no-explicit-any'],
    ['export const f = (x?: string) => [x!];', '@typescript-eslint/no-non-null-assertion'],
    ['// @ts-ignore\nexport const x = 1;', '@typescript-eslint/ban-ts-comment'],
  ])('%s', async (code, rule) => {
    expect(await rulesBrokenBy(code)).toEqual([rule]);
  });
});

it('import() of own TypeScript, which Nx on Node 20 can’t load, is refused; import() of packages is not', async () => {
  expect(await rulesBrokenBy("export const load = () => import('./other.ts');")).toEqual([
    'no-restricted-syntax',
  ]);
  expect(await rulesBrokenBy("export const load = () => import('execa-free');")).toEqual([]);
});

describe('regular expressions over text from outside', () => {
  const matching = (pattern: string) => `export const found = /${pattern}/.test('');`;

  it.each([
    ['^(?:a+)+b', 'regexp/no-super-linear-backtracking'],
    ['^a\\s*:?\\s*b', 'regexp/no-super-linear-backtracking'],
    ['\\s+#', 'regexp/no-super-linear-move'],
  ])('the lint rule refuses one that can take quadratic time: %s', async (pattern, rule) => {
    for (const file of ['libs/zip/src/sample.ts', 'tools/lint/src/sample.mjs'])
      expect(await rulesBrokenBy(matching(pattern), file)).toContain(rule);
  });

  it.each(['^a\\s*(?::\\s*)?b', '\\s#'])('the lint rule accepts a linear one: %s', async (pattern) => {
    expect(await rulesBrokenBy(matching(pattern))).toEqual([]);
  });
});

it('a test must be an it(), not a test()', async () => {
  const spec = 'libs/failure/src/sample.spec.ts';
  expect(await rulesBrokenBy("it('works', () => undefined);", spec)).toEqual([]);
  expect(await rulesBrokenBy("test.each([1])('works', () => undefined);", spec)).toEqual([
    'no-restricted-globals',
  ]);
});
