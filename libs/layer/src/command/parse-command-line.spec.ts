import { parseCommandLine } from './parse-command-line.ts';

it('inspect takes a zip, a target, a baseline, a format and an output file', () => {
  const zip = { kind: 'inspect', options: { zip: 'a.zip', format: 'table' } };
  expect(parseCommandLine(['inspect', 'a.zip'])).toMatchObject(zip);
  const args = ['--target', 'python3.12/arm64', '--baseline=b.zip', '--format', 'json', '--output', 'c.json'];
  expect(parseCommandLine(['inspect', ...args, 'a.zip'])).toEqual({
    kind: 'inspect',
    options: {
      zip: 'a.zip',
      target: { runtime: 'python3.12', architecture: 'arm64' },
      baseline: 'b.zip',
      format: 'json',
      output: 'c.json',
    },
  });
});

it('inspect --stack takes several zips, and the zip of a function', () => {
  const stack = { target: undefined, format: 'table', output: undefined };
  expect(parseCommandLine(['inspect', 'f.zip', 'a.zip', '--stack'])).toEqual({
    kind: 'inspect-stack',
    options: { ...stack, code: undefined, zips: ['f.zip', 'a.zip'] },
  });
  expect(parseCommandLine(['inspect', '--stack', '--function=f.zip', 'a.zip'])).toEqual({
    kind: 'inspect-stack',
    options: { ...stack, code: 'f.zip', zips: ['a.zip'] },
  });
});

it.each([
  [['a.zip', '--function', 'f.zip'], '--function is for --stack only'],
  [['--stack'], 'expected the zips of a stack, not none'],
  [['--stack', 'a.zip', ''], 'the name of a zip is empty'],
  [['--stack', 'a.zip', '--baseline', 'b.zip'], '--baseline compares one zip with another, not a stack'],
  [
    ['--stack', '--function', 'arn:aws:lambda:…'],
    '--function takes the path of a zip, not “arn:aws:lambda:…”',
  ],
])('inspect %j is an error that shows the usage of --stack', (args, message) => {
  expect(() => parseCommandLine(['inspect', ...args])).toThrow(
    expect.objectContaining({ message, hint: expect.stringContaining('[--function ZIP] ZIP|ARN … --stack') }),
  );
});

it.each([['--help'], ['-h'], ['help'], ['inspect', '--help'], ['inspect', 'a.zip', '-h']])(
  '%s %s shows the help',
  (...args) => {
    expect(parseCommandLine(args)).toMatchObject({
      kind: 'help',
      text: expect.stringMatching(/^Usage: /m),
    });
  },
);

it.each([
  [[], 'layerkit inspect'],
  [['inspct', 'a.zip'], 'layerkit inspect'],
  [['--inspect'], 'layerkit inspect'],
  [['inspect'], '--baseline'],
  [['inspect', 'a.zip', 'b.zip'], '--stack'],
  [['inspect', ''], '--baseline'],
  [['inspect', 'a.zip', '--taget', 'x'], '--baseline'],
  [['inspect', 'a.zip', '--target'], '--baseline'],
  [['inspect', 'a.zip', '--format', 'xml'], 'table, json'],
])('%j is an error that shows the usage', (args, hint) => {
  expect(() => parseCommandLine(args)).toThrow(
    expect.objectContaining({ code: 'command/misused', hint: expect.stringContaining(hint) }),
  );
});

it('an unknown runtime is an error that names the known ones', () => {
  expect(() => parseCommandLine(['inspect', 'a.zip', '--target', 'python2.7/arm64'])).toThrow(
    expect.objectContaining({
      code: 'platform/unknown-runtime',
      hint: expect.stringContaining('python3.12'),
    }),
  );
});

it.each([
  [['inspct', 'a.zip'], 'unknown command or option “inspct”; did you mean inspect?'],
  [['inspect', 'a.zip', '--taget', 'x'], 'unknown option --taget; did you mean --target?'],
  [['inspect', 'a.zip', '--colour'], 'unknown option --colour'],
  [['inspect', '-x', 'a.zip'], 'unknown option -x'],
])('the error for %j names the unknown word and suggests a known one', (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(expect.objectContaining({ message }));
});
