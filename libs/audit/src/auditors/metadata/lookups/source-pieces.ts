/**
 * Splits a Python source into pieces that together are the source: a string, a comment, a backslash with the
 * character that it escapes, a bracket, a comma, an end of line, or the text up to the next one of these. Reads
 * each character once. A string without an end reaches to the end of its line, or of the source if it is
 * triple-quoted; Python accepts neither.
 * @param source with `\n` as line ends
 */
export const piecesOf = function* (source: string): Generator<string> {
  let at = 0;
  while (at < source.length) {
    const end = endOfPiece(source, at);
    yield source.slice(at, end);
    at = end;
  }
};

const endOfPiece = (source: string, at: number): number => {
  switch (source.charAt(at)) {
    case '"':
    case "'":
      return endOfString(source, at);
    case '#':
      return orEnd(source, source.indexOf('\n', at));
    case '\\':
      return at + 2;
    default:
      return Math.max(at + 1, nextOf(special, source, at));
  }
};

const special = /["'#\\()[\]{},\n]/g;

const endOfString = (source: string, at: number): number => {
  const mark = source.charAt(at);
  const isTriple = source.startsWith(mark.repeat(2), at + 1);
  const quote = isTriple ? mark.repeat(3) : mark;
  const stop = isTriple ? stopsInTriple : stopsInPlain;
  for (let next = at + quote.length; ; next += 1) {
    next = nextOf(stop, source, next);
    if (source[next] === '\\') next += 1;
    else if (source.startsWith(quote, next)) return next + quote.length;
    else if (next === source.length || source[next] === '\n') return next;
  }
};

const stopsInTriple = /["'\\]/g;
const stopsInPlain = /["'\\\n]/g;

const nextOf = (stop: RegExp, source: string, from: number): number => {
  stop.lastIndex = from;
  return orEnd(source, stop.exec(source)?.index ?? -1);
};

const orEnd = (source: string, found: number): number => (found < 0 ? source.length : found);
