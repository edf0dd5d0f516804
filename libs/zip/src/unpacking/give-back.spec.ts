import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { giveBack } from './give-back.ts';

it('the memory of a large buffer is gone at once', () => {
  const large = Buffer.alloc(1 << 20);
  giveBack(large);
  expect(large.buffer.byteLength).toBe(0);
});

it('what lies in memory that Node shares stays as it is, on every Node', async () => {
  // As zlib gives it where little is unpacked.
  const [one, other] = await Promise.all(
    ['one', 'other'].map((text) =>
      promisify<Buffer, { chunkSize: number }, Buffer>(gunzip)(gzipSync(text), { chunkSize: 64 }),
    ),
  );
  if (one === undefined || other === undefined) throw new Error('nothing was unpacked');
  giveBack(one);
  expect([one, other].map(String)).toEqual(['one', 'other']);
});
