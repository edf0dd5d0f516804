import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { openPalette } from './palette.ts';

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
  expect(error('wrong')).toContain('\u001b[31m');
  expect(strong('wrong')).toContain('\u001b[1m');
});

it.each([
  ['in a log', false, terminal],
  ['in a log with FORCE_COLOR', false, { ...terminal, FORCE_COLOR: '1' }],
  ['on a dumb terminal', true, { TERM: 'dumb' }],
  ['with NO_COLOR', true, { ...terminal, NO_COLOR: '1' }],
])('text is plain %s', (_where, isTTY, env) => {
  expect(openPalette(openStream(isTTY), env).error('wrong')).toBe('wrong');
});
