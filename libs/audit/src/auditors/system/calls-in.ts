import { piecesOf } from '../metadata/lookups/source-pieces.ts';

/** A call in a Python statement, with the string literals among its arguments. */
export interface LiteralCall {
  /** As written: `ctypes.util.find_library`. */
  readonly callee: string;
  /** The first argument, or its first element, if it is a literal. */
  readonly first: string | undefined;
  /** All arguments that are literals. */
  readonly literals: readonly string[];
  /** Characters before the opening bracket. */
  readonly offset: number;
}

/** An open bracket. Only round ones after a name are calls. */
interface Bracket {
  readonly callee: string;
  readonly offset: number;
  /** The call whose first argument a list or a tuple is. */
  readonly firstOf: Bracket | undefined;
  readonly literals: string[];
  first?: string;
  isEmpty: boolean;
}

/** Finds the calls in a statement. Reads each piece of it once. */
export const callsIn = (text: string): readonly LiteralCall[] => {
  const found: LiteralCall[] = [];
  const open: Bracket[] = [];
  let offset = 0;
  let before = '';
  for (const piece of piecesOf(text)) {
    const inner = open.at(-1);
    if ('([{'.includes(piece)) {
      const callee = piece === '(' ? nameAtEnd(before) : '';
      const firstOf = callee === '' && inner?.isEmpty === true ? inner : undefined;
      open.push({ callee, offset, firstOf, literals: [], isEmpty: true });
      if (inner !== undefined) inner.isEmpty = false;
    } else if (')]}'.includes(piece)) {
      const closed = open.pop();
      if (closed !== undefined && closed.callee !== '') found.push(callOf(closed));
    } else if (inner !== undefined) readArgument(inner, piece, before);
    offset += piece.length;
    before = piece;
  }
  return found;
};

const callOf = ({ callee, first, literals, offset }: Bracket): LiteralCall => ({
  callee,
  first,
  literals,
  offset,
});

const readArgument = (bracket: Bracket, piece: string, before: string): void => {
  if (piece.trim() === '' || prefix.test(piece)) return;
  const content = contentOf(piece);
  // A formatted string has no fixed content.
  if (content !== undefined && !(prefix.test(before) && /f/i.test(before))) {
    bracket.literals.push(content);
    if (bracket.isEmpty) {
      bracket.first = content;
      if (bracket.firstOf !== undefined) bracket.firstOf.first = content;
    }
  }
  bracket.isEmpty = false;
};

/** The prefix of a string. */
const prefix = /^\s*[bBfFrRuU]{1,2}$/;

const contentOf = (piece: string): string | undefined =>
  /^["']/.test(piece) ? piece.slice(1, -1) : undefined;

/** Returns the dotted name that a text ends with. */
const nameAtEnd = (text: string): string => {
  let start = text.length;
  while (start > 0 && /[\w.]/.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start);
};
