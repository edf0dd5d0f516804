import fc from 'fast-check';
import { completeLength, joinParts, splitLog } from './log-frames.ts';

const frame = (type: number, text: string): Buffer => {
  const message = Buffer.from(text);
  const header = Buffer.alloc(16);
  header.writeUInt32BE(0xa55a0000 + type, 0);
  header.writeUInt32BE(message.length, 4);
  return Buffer.concat([header, message]);
};

const decoded = (bytes: Buffer): string => joinParts(splitLog(bytes));

const text = fc.string({ unit: 'grapheme' });
const parts = fc.array(
  fc.oneof(
    text.map((content) => ({ bytes: Buffer.from(content), seen: content })),
    text.map((content) => ({ bytes: frame(0x13, content), seen: content })),
    text.map((content) => ({ bytes: frame(0x12, content), seen: content.replace(/\n?$/, '\n') })),
  ),
);

describe('splitLog', () => {
  it('keeps plain output and messages in their order (rule: the text is unchanged without its frames)', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const bytes = Buffer.concat(all.map((part) => part.bytes));
        expect(decoded(bytes)).toBe(all.map(({ seen }) => seen).join(''));
      }),
    );
  });

  it('accepts any bytes, including a truncated frame', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decoded(Buffer.from(bytes)) === 'string'));
    expect(decoded(frame(0x13, 'a message').subarray(0, 20))).toContain('a me');
  });

  it('read in two steps gives the same text (rule: a step ends with a whole line or frame)', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (all, cut) => {
        const bytes = Buffer.concat(all.map((part) => part.bytes));
        const first = completeLength(bytes.subarray(0, cut % (bytes.length + 1)));
        expect(decoded(bytes.subarray(0, first)) + decoded(bytes.subarray(first))).toBe(decoded(bytes));
      }),
    );
  });
});
