import fc from 'fast-check';
import { decodeLog } from './log-frames.ts';

const frame = (type: number, text: string): Buffer => {
  const message = Buffer.from(text);
  const header = Buffer.alloc(16);
  header.writeUInt32BE(0xa55a0000 + type, 0);
  header.writeUInt32BE(message.length, 4);
  return Buffer.concat([header, message]);
};

const text = fc.string({ unit: 'grapheme' });
const parts = fc.array(
  fc.oneof(
    text.map((content) => ({ bytes: Buffer.from(content), seen: content })),
    text.map((content) => ({ bytes: frame(0x13, content), seen: content })),
    text.map((content) => ({ bytes: frame(0x12, content), seen: content.replace(/\n?$/, '\n') })),
  ),
);

describe('decodeLog', () => {
  it('keeps plain output and messages in their order (rule: the text is unchanged without its frames)', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const bytes = Buffer.concat(all.map((part) => part.bytes));
        expect(decodeLog(bytes)).toBe(all.map(({ seen }) => seen).join(''));
      }),
    );
  });

  it('accepts any bytes, including a truncated frame', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeLog(Buffer.from(bytes)) === 'string'));
    expect(decodeLog(frame(0x13, 'a message').subarray(0, 20))).toContain('a me');
  });
});
