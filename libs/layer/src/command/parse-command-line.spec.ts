import { parseCommandLine } from './parse-command-line.ts';

it('reads what is to be inspected, for what, and how', () => {
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

it.each([['--help'], ['-h'], ['help'], ['inspect', '--help'], ['inspect', 'a.zip', '-h']])(
  'helps: %s %s',
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
  [['inspect', 'a.zip', 'b.zip'], '--baseline'],
  [['inspect', ''], '--baseline'],
  [['inspect', 'a.zip', '--taget', 'x'], '--baseline'],
  [['inspect', 'a.zip', '--target'], '--baseline'],
  [['inspect', 'a.zip', '--format', 'xml'], 'table, json'],
])('%j is misused, and says how it is used', (args, hint) => {
  expect(() => parseCommandLine(args)).toThrow(
    expect.objectContaining({ code: 'command/misused', hint: expect.stringContaining(hint) }),
  );
});

it('names the runtimes there are where a target is none', () => {
  expect(() => parseCommandLine(['inspect', 'a.zip', '--target', 'python2.7/arm64'])).toThrow(
    expect.objectContaining({
      code: 'platform/unknown-runtime',
      hint: expect.stringContaining('python3.12'),
    }),
  );
});

it.each([
  [['inspct', 'a.zip'], 'there is no command or option “inspct”; did you mean inspect?'],
  [['inspect', 'a.zip', '--taget', 'x'], 'inspect has no option --taget; did you mean --target?'],
  [['inspect', 'a.zip', '--colour'], 'inspect has no option --colour'],
  [['inspect', '-x', 'a.zip'], 'inspect has no option -x'],
])('%j: names what was written, and what may be meant', (args, message) => {
  expect(() => parseCommandLine(args)).toThrow(expect.objectContaining({ message }));
});
