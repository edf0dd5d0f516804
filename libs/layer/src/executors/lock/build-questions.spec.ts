import { PassThrough } from 'node:stream';
import { openBuildQuestions } from './build-questions.ts';

const openTerminal = (isTTY: boolean) => {
  const [input, output] = [new PassThrough(), new PassThrough({ encoding: 'utf8' })];
  const terminal = (stream: PassThrough) => Object.assign(stream, { isTTY }) as unknown;
  const questions = openBuildQuestions(
    terminal(input) as NodeJS.ReadStream,
    terminal(output) as NodeJS.WriteStream,
  );
  return { questions, input, output };
};

it.each([
  ['y', true],
  ['YES', true],
  ['', false],
  ['no', false],
])('the answer “%s” means %s, and counts for every target', async (answer, expected) => {
  const { questions, input, output } = openTerminal(true);
  const question = { name: 'lib', text: 'lib 2.0 is only a source distribution' };
  const asked = questions?.ask(question);
  input.write(`${answer}\n`);
  expect(await asked).toBe(expected);
  expect(await questions?.ask(question)).toBe(expected);
  expect([...(questions?.allowed ?? [])]).toEqual(expected ? ['lib'] : []);
  expect(String(output.read()).split('Build lib from source?')).toHaveLength(2);
});

it('nothing is asked without a terminal', () => {
  expect(openTerminal(false).questions).toBeUndefined();
});
