import {
  markerOperators,
  markerVariables,
  selectionVariables,
  type Marker,
  type MarkerOperand,
  type MarkerOperator,
} from './marker.ts';

/** Parses a marker; undefined if the text is not one (dependency specifiers, "Grammar"). */
export const parseMarker = (text: string): Marker | undefined => {
  const tokens = tokensOf(text);
  if (tokens === undefined || tokens.filter((found) => found === '(').length > mostBrackets) return undefined;
  const parsed = parseOr({ tokens, at: 0 });
  return parsed?.at === tokens.length ? parsed.value : undefined;
};

/** Far more than real markers have. It limits the depth of the recursion. */
const mostBrackets = 200;

const token = /\s*(?:([()])|("[^"]*"|'[^']*')|(===|[~=!<>]=|[<>])|(not\s+in\b)|([A-Za-z_][\w.]*))\s*/y;

const tokensOf = (text: string): readonly string[] | undefined => {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let end = 0; end < text.length; end = token.lastIndex) {
    const match = token.exec(text);
    if (match === null) return undefined;
    tokens.push(match[4] === undefined ? match[0].trim() : 'not in');
  }
  return tokens;
};

interface Cursor {
  readonly tokens: readonly string[];
  readonly at: number;
}

interface Parsed<T> {
  readonly value: T;
  /** The index of the first token after the value. */
  readonly at: number;
}

type Parse<T> = (cursor: Cursor) => Parsed<T> | undefined;

const listOf =
  (kind: 'and' | 'or', parseOperand: Parse<Marker>): Parse<Marker> =>
  (cursor) => {
    const operands: Marker[] = [];
    for (let at = cursor.at; ; at += 1) {
      const operand = parseOperand({ ...cursor, at });
      if (operand === undefined) return undefined;
      operands.push(operand.value);
      at = operand.at;
      if (cursor.tokens[at] === kind) continue;
      return { value: operands.length === 1 ? operand.value : { kind, operands }, at };
    }
  };

const parseAtom: Parse<Marker> = (cursor) => {
  if (cursor.tokens[cursor.at] !== '(') return parseComparison(cursor);
  const inner = parseOr({ ...cursor, at: cursor.at + 1 });
  return inner !== undefined && cursor.tokens[inner.at] === ')'
    ? { value: inner.value, at: inner.at + 1 }
    : undefined;
};

const parseOr: Parse<Marker> = listOf('or', listOf('and', parseAtom));

const parseComparison: Parse<Marker> = ({ tokens, at }) => {
  const left = operandOf(tokens[at]);
  const operator = operatorOf(tokens[at + 1]);
  const right = operandOf(tokens[at + 2]);
  return left === undefined || operator === undefined || right === undefined
    ? undefined
    : { value: { kind: 'comparison', left, operator, right }, at: at + 3 };
};

const operatorOf = (text: string | undefined): MarkerOperator | undefined =>
  markerOperators.find((operator) => operator === text);

const operandOf = (text: string | undefined): MarkerOperand | undefined => {
  if (text === undefined) return undefined;
  if (/^["']/.test(text)) return { kind: 'text', text: text.slice(1, -1) };
  const name = [...markerVariables, ...selectionVariables].find(
    (known) => known === (olderNames[text] ?? text),
  );
  return name === undefined ? undefined : { kind: 'variable', name };
};

/** Spellings from before PEP 508 that published metadata still contains. */
const olderNames: Readonly<Record<string, string>> = {
  'os.name': 'os_name',
  'sys.platform': 'sys_platform',
  'platform.version': 'platform_version',
  'platform.machine': 'platform_machine',
  'platform.python_implementation': 'platform_python_implementation',
  python_implementation: 'platform_python_implementation',
};
