import fc from 'fast-check';
import { python } from '@layerkit/testing-host';
import { logicalLines } from './logical-lines.ts';

/** The oracle: pip’s own reader of requirements files, without its environment variables. */
const readWithPip = `
import json, sys
from pip._internal.req.req_file import ignore_comments, join_lines
def read(text): return [list(line) for line in ignore_comments(join_lines(enumerate(text.splitlines(), start=1)))]
print(json.dumps([read(text) for text in json.loads(sys.argv[1])]))`;

it('lines are joined and freed of comments like pip does it', async () => {
  const line = fc
    .tuple(
      fc.array(fc.constantFrom('six', '>=1', ' ', '#', ' # why', 'a#b'), { maxLength: 4 }),
      fc.constantFrom('', '', '\\'),
    )
    .map(([parts, end]) => parts.join('') + end);
  const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'));
  const texts = fc.sample(text, { numRuns: 2000, seed: 1 });
  const expected = await python(readWithPip, JSON.stringify(texts));
  expect(texts.map((one) => logicalLines(one).map(({ number, text: read }) => [number, read]))).toEqual(
    expected,
  );
});
