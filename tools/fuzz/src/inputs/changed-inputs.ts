import fc from 'fast-check';

/** A change of an input. Places are fractions of 2^16 of its length, so that a change applies to every input. */
type Change =
  | { readonly kind: 'cut'; readonly from: number; readonly length: number }
  | { readonly kind: 'repeat'; readonly from: number; readonly length: number; readonly doublings: number }
  | { readonly kind: 'splice'; readonly from: number; readonly other: number; readonly otherFrom: number }
  | { readonly kind: 'flip'; readonly from: number; readonly bits: number }
  | { readonly kind: 'insert'; readonly from: number; readonly bytes: Buffer };

/** No input gets longer. A quadratic reader needs far more than a second for this length. */
const mostBytes = 1 << 18;

const places = 1 << 16;

/** Characters that begin, end, escape or separate something in some format, and numbers at their limits. */
const special = [
  ...'" \' \\ # ; , : = < > [ ] ( ) { } / @ & % $ ! * + - _ .'.split(' '),
  ...[' ', '\t', '\r', '\n', '\0', '\u00a0', '\u2028', '\ufeff', '\u{1f600}'],
  ...[
    '"""',
    '\\\n',
    '..',
    '../',
    '//',
    '\r\n\r\n',
    '-1',
    '1e999',
    '9'.repeat(33),
    '__proto__',
    'constructor',
  ],
].map((text) => Buffer.from(text));

const numbers = [0, 1, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff].map((value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
});

const place = fc.nat({ max: places - 1 });
const shortLength = fc.integer({ min: 1, max: 64 });

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), from: place, length: fc.nat({ max: 4096 }) }),
  fc.record({
    kind: fc.constant('repeat' as const),
    from: place,
    length: shortLength,
    // Mostly few: a long input takes its time also if it is read in linear time
    doublings: fc.oneof(
      { weight: 50, arbitrary: fc.nat({ max: 6 }) },
      { weight: 1, arbitrary: fc.nat({ max: 18 }) },
    ),
  }),
  fc.record({ kind: fc.constant('splice' as const), from: place, other: fc.nat(), otherFrom: place }),
  fc.record({ kind: fc.constant('flip' as const), from: place, bits: fc.integer({ min: 1, max: 255 }) }),
  fc.record({
    kind: fc.constant('insert' as const),
    from: place,
    bytes: fc.constantFrom(...special, ...numbers),
  }),
);

/** Returns inputs that are made from those of a corpus by up to six changes. */
export const changedInputs = (corpus: readonly Buffer[]): fc.Arbitrary<Buffer> =>
  fc
    .tuple(fc.constantFrom(...corpus), fc.array(change, { maxLength: 6 }))
    .map(([input, changes]) => changes.reduce((changed, one) => apply(changed, one, corpus), input));

const apply = (input: Buffer, one: Change, corpus: readonly Buffer[]): Buffer => {
  const at = Math.floor((one.from / places) * (input.length + 1));
  const [before, behind] = [input.subarray(0, at), input.subarray(at)];
  const join = (...parts: readonly Buffer[]) => Buffer.concat(parts).subarray(0, mostBytes);
  switch (one.kind) {
    case 'cut':
      return join(before, behind.subarray(one.length));
    case 'repeat': {
      const part = behind.subarray(0, one.length);
      return join(before, Buffer.alloc(Math.min(mostBytes, part.length << one.doublings), part), behind);
    }
    case 'splice': {
      const other = corpus[one.other % corpus.length] ?? input;
      return join(before, other.subarray(Math.floor((one.otherFrom / places) * other.length)));
    }
    case 'flip':
      return join(before, Buffer.from([(behind[0] ?? 0) ^ one.bits]), behind.subarray(1));
    case 'insert':
      return join(before, one.bytes, behind);
  }
};
