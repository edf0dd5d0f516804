import type { PythonSource } from './python-source.ts';

/** Each block is its length in four bytes, the lowest first, and that many bytes: two blocks for a source. */
export const writeBlocks = async function* (sources: AsyncIterable<PythonSource>): AsyncGenerator<Buffer> {
  for await (const { path, content } of sources) {
    const name = Buffer.from(path);
    // copied: the content is its owner’s again with the next one
    yield Buffer.concat([lengthOf(name), name, lengthOf(content), content]);
  }
};

/**
 * The blocks of a stream, each whole. What comes after the last whole one is for its end’s reason to explain.
 */
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

/** Bytes up to the end of the first block, as far as they are known. */
const wanted = (chunks: readonly Buffer[]): number => {
  const [first = Buffer.alloc(0)] = chunks;
  const head = first.length < headBytes ? Buffer.concat(chunks) : first;
  return head.length < headBytes ? headBytes : headBytes + head.readUInt32LE();
};
