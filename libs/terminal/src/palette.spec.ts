import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { rememberSecret } from '@layerkit/failure';
import fc from 'fast-check';
import { openPalette, showLine } from './palette.ts';

/** Returns a stream with the properties of a terminal that colors need: Node’s own answer to how many it has. */
const openStream = (isTTY: boolean): NodeJS.WriteStream =>
  Object.assign(new PassThrough(), {
    isTTY,
    hasColors: WriteStream.prototype.hasColors,
    getColorDepth: WriteStream.prototype.getColorDepth,
  }) as unknown as NodeJS.WriteStream;

const terminal = { TERM: 'xterm-256color' };

it('text on a terminal is colored', () => {
  const { error, strong } = openPalette(openStream(true), terminal);
  expect(showLine(`${error('wrong')}: ${strong('six')}`)).toBe(
    '\u001b[31m\u001b[1mwrong\u001b[22m\u001b[39m: \u001b[1msix\u001b[22m',
  );
});

it('the only control characters of a line are the colors of the palette, whatever its text contains', () => {
  const ours = [31, 1, 22, 39, 2, 22].map((code) => `\u001b[${code}m`);
  const { error, faint } = openPalette(openStream(true), terminal);
  const foreign = fc.string({
    unit: fc.oneof(fc.constantFrom(...Array.from('\u001b\u009b[31m⟦⟧\r\n\u202e:')), fc.string()),
  });
  fc.assert(
    fc.property(foreign, foreign, (one, other) => {
      const line = showLine(`${one}${error(one)}${faint(other)}${other}`);
      const texts = line.split(/[\p{Cc}]\[(?:1|2|22|31|39)m/u);
      expect(line.match(/\p{Cc}[^m]*m/gu)).toEqual(ours);
      expect(texts).toHaveLength(ours.length + 1);
      expect(texts.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
  );
});

it('a password that is the name of a style changes no style', () => {
  rememberSecret('error');
  const { error } = openPalette(openStream(true), terminal);
  expect(showLine(error('six'))).toBe('\u001b[31m\u001b[1msix\u001b[22m\u001b[39m');
});

it('foreign text that looks like a style of the palette has none', () => {
  const { error } = openPalette(openStream(true), terminal);
  const forged = error('six').replace(/[0-9a-f]{8}/, '00000000');
  expect(showLine(forged)).toBe(forged);
});

it.each([
  ['in a log', false, terminal],
  ['in a log with FORCE_COLOR', false, { ...terminal, FORCE_COLOR: '1' }],
  ['on a dumb terminal', true, { TERM: 'dumb' }],
  ['with NO_COLOR', true, { ...terminal, NO_COLOR: '1' }],
])('text is plain %s', (_where, isTTY, env) => {
  expect(openPalette(openStream(isTTY), env).error('wrong')).toBe('wrong');
});
