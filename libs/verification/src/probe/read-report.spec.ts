import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { readReport } from './read-report.ts';

const key = 'ab'.repeat(32);
const task = { modules: ['a', 'b'], submodules: ['b.c'], failed: [], secondsPerModule: 3, budgetSeconds: 60 };
const end = { timedOut: false, code: 0, lastWords: '' };

/** Returns lines as a supervisor with this key signs them. */
const sign = (lines: readonly object[], secret = key): string[] =>
  lines.map((line, number) => {
    const content = JSON.stringify(line);
    const hmac = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${number} ${content}`);
    return `${hmac.digest('hex')} ${content}\n`;
  });

const read = (lines: readonly string[]) => readReport({ text: lines.join(''), key }, task, end);
const result = (module: string) => ({ module, imported: true, seconds: 0 });
const whole = ['a', 'b', 'b.c'].flatMap((module) => [{ begins: module }, result(module)]);

it('a complete report has a result for each module, in order', () => {
  expect(read(sign(whole))).toEqual({
    finished: ['a', 'b', 'b.c'].map(result),
    spent: new Map(),
    lastWords: '',
  });
});

it('whatever lines a report has, its results are for the first modules of the task, each once', () => {
  const line = fc.constantFrom(...whole, { begins: 'd' }, result('d'), { module: 'a', imported: true });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
      const { finished, stopped } = read(sign(lines));
      const names = [...finished, ...(stopped === undefined ? [] : [stopped])].map(({ module }) => module);
      expect(names).toEqual(['a', 'b', 'b.c'].slice(0, names.length));
    }),
  );
});

it('only the lines before the first one that is changed, repeated, left out or not signed count', () => {
  const signed = sign(whole);
  const forged = sign(whole, 'cd'.repeat(32));
  const changes = fc.constantFrom(
    (at: number) => signed.with(at, `${signed[at]?.trim() ?? ''} \n`),
    (at: number) => signed.with(at, forged[at] ?? ''),
    (at: number) => signed.toSpliced(at, 0, signed.at(at - 1) ?? ''),
    (at: number) => signed.toSpliced(at, 1),
  );
  fc.assert(
    fc.property(changes, fc.nat(4), (change, at) => {
      const { finished, stoppedBy } = read(change(at));
      expect(finished).toEqual(whole.slice(0, at).filter((line) => 'module' in line));
      expect(stoppedBy).toBe('misbehaved');
    }),
  );
});

it('a line after the last result makes the run doubtful, and adds no module', () => {
  const report = read([...sign(whole), 'more\n']);
  expect(report).toMatchObject({ finished: ['a', 'b', 'b.c'].map(result), stoppedBy: 'misbehaved' });
  expect(report.stopped).toBeUndefined();
});

it('the module that was being imported is named if the supervisor ends', () => {
  expect(read(sign(whole.slice(0, 3))).stopped).toMatchObject({
    module: 'b',
    error: 'ended the probe with exit code 0',
  });
});
