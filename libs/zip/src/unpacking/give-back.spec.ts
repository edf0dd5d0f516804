import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { giveBack } from './give-back.ts';

it('the memory of a large buffer is freed at once', () => {
  const large = Buffer.alloc(1 << 20);
  giveBack(large);
  expect(large.buffer.byteLength).toBe(0);
});

it('a buffer in memory that Node shares stays valid, in every version of Node', async () => {
  // zlib returns such buffers for small contents.
  const [one, other] = await Promise.all(
    ['one', 'other'].map((text) =>
      promisify<Buffer, { chunkSize: number }, Buffer>(gunzip)(gzipSync(text), { chunkSize: 64 }),
    ),
  );
  if (one === undefined || other === undefined) throw new Error('nothing was unpacked');
  giveBack(one);
  expect([one, other].map(String)).toEqual(['one', 'other']);
});
