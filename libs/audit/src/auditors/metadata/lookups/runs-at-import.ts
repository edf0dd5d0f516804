import type { LogicalLine } from './logical-lines.ts';

/** Whether a statement runs when its module is imported, outside anything that catches its exceptions. */
export type RunsAtImport = 'always' | 'under-condition' | 'never';

/**
 * Returns whether a line runs at import, by the blocks around it and the calls of the function that contains
 * it.
 */
export const runsAtImport = (lines: readonly LogicalLine[], at: number, depth = 0): RunsAtImport => {
  if (/\blambda\b/.test(lines[at]?.text ?? '')) return 'never';
  let result: RunsAtImport = 'always';
  for (const header of headersOf(lines, at)) {
    const { text } = lines[header] ?? { text: '' };
    const [, name] = /^(?:async\s+)?def\s+(\w+)/.exec(text) ?? [];
    if (name !== undefined)
      return depth < deepest ? weaker(result, callsRun(lines, { name, depth })) : 'never';
    if (/^if\s.*(?:__name__|TYPE_CHECKING)|^with\s.*suppress\(/s.test(text)) return 'never';
    if (/^try\s*:/.test(text) && isCaught(lines, header)) return 'never';
    if (/^(?:if|elif|else|while|case)\b/.test(text)) result = 'under-condition';
  }
  return /^(?:if|elif|while)\b/.test(lines[at]?.text ?? '') ? weaker(result, 'under-condition') : result;
};

/** The depth of calls that is followed: a function called at import, and a function that it calls. */
const deepest = 2;

const strength: readonly RunsAtImport[] = ['never', 'under-condition', 'always'];

const weaker = (a: RunsAtImport, b: RunsAtImport): RunsAtImport =>
  strength.indexOf(a) < strength.indexOf(b) ? a : b;

/** Yields the header lines of the blocks that contain a line, the innermost first. */
const headersOf = function* (lines: readonly LogicalLine[], at: number): Generator<number> {
  let indent = lines[at]?.indent ?? 0;
  for (let above = at - 1; above >= 0 && indent > 0; above -= 1) {
    const line = lines[above];
    if (line === undefined || line.indent >= indent) continue;
    indent = line.indent;
    yield above;
  }
};

interface DefinedFunction {
  readonly name: string;
  readonly depth: number;
}

const callsRun = (lines: readonly LogicalLine[], { name, depth }: DefinedFunction): RunsAtImport => {
  const call = new RegExp(`(?<![\\w.]|def\\s+)${name}\\(`);
  return lines
    .map((line, index) => (call.test(line.text) ? runsAtImport(lines, index, depth + 1) : 'never'))
    .reduce<RunsAtImport>((best, found) => (weaker(best, found) === best ? found : best), 'never');
};

/** Returns whether a clause of this `try` catches an exception and does not raise it again. */
const isCaught = (lines: readonly LogicalLine[], header: number): boolean => {
  const indent = lines[header]?.indent ?? 0;
  let clause = false;
  let raises = false;
  for (const line of lines.slice(header + 1)) {
    if (line.indent > indent) {
      raises ||= clause && /^raise\b/.test(line.text);
      continue;
    }
    if (clause && !raises) return true;
    if (line.indent < indent || !/^(?:except|else|finally)\b/.test(line.text)) return false;
    clause = line.text.startsWith('except');
    raises = /:\s*raise\b/.test(line.text);
  }
  return clause && !raises;
};
