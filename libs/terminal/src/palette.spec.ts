import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { openPalette } from './palette.ts';

/** As much of a terminal as colours ask of one: Node’s own answer to how many it has. */
const openStream = (isTTY: boolean): NodeJS.WriteStream =>
  Object.assign(new PassThrough(), {
    isTTY,
    hasColors: WriteStream.prototype.hasColors,
    getColorDepth: WriteStream.prototype.getColorDepth,
  }) as unknown as NodeJS.WriteStream;

const terminal = { TERM: 'xterm-256color' };

it('colours on a terminal', () => {
  const { error, strong } = openPalette(openStream(true), terminal);
  expect(error('wrong')).toContain('\u001b[31m');
  expect(strong('wrong')).toContain('\u001b[1m');
});

it.each([
  ['in a log', false, terminal],
  ['in a log that is to have colours', false, { ...terminal, FORCE_COLOR: '1' }],
  ['on a dumb terminal', true, { TERM: 'dumb' }],
  ['where NO_COLOR is set', true, { ...terminal, NO_COLOR: '1' }],
])('is plain %s', (_where, isTTY, env) => {
  expect(openPalette(openStream(isTTY), env).error('wrong')).toBe('wrong');
});
