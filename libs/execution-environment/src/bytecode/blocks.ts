import type { PythonSource } from './python-source.ts';

/** Writes two blocks per source. A block is its length in four bytes, little-endian, and that many bytes. */
export const writeBlocks = async function* (sources: AsyncIterable<PythonSource>): AsyncGenerator<Buffer> {
  for await (const { path, content } of sources) {
    const name = Buffer.from(path);
    // Buffer.concat copies: the content is valid only until the next source is requested.
    yield Buffer.concat([lengthOf(name), name, lengthOf(content), content]);
  }
};

/** Reads the complete blocks of a stream. An incomplete last block is ignored: the exit code explains it. */
export const readBlocks = async function* (stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    held += chunk.length;
    if (held < wanted(chunks)) continue;
    let rest = Buffer.concat(chunks);
    while (rest.length >= wanted([rest])) {
      const end = wanted([rest]);
      yield rest.subarray(headBytes, end);
      rest = rest.subarray(end);
    }
    chunks = [rest];
    held = rest.length;
  }
};

const headBytes = 4;

const lengthOf = (bytes: Uint8Array): Buffer => {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(bytes.length);
  return head;
};

/** The number of bytes up to the end of the first block, or of its header until that is complete. */
const wanted = (chunks: readonly Buffer[]): number => {
  const [first = Buffer.alloc(0)] = chunks;
  const head = first.length < headBytes ? Buffer.concat(chunks) : first;
  return head.length < headBytes ? headBytes : headBytes + head.readUInt32LE();
};
