import type { LogicalLine } from './logical-lines.ts';

/** Whether a statement runs when its module is imported, outside anything that catches its exceptions. */
export type RunsAtImport = 'always' | 'under-condition' | 'never';

/**
 * Returns a function that tells whether a line runs at import, by the blocks around it and the calls of the
 * function that contains it. It indexes the lines once and keeps each answer, so its work is linear in the lines.
 */
export const readRunsAtImport = (lines: readonly LogicalLine[]): ((at: number) => RunsAtImport) => {
  const headers = headersOf(lines);
  const calls = callsIn(lines);
  const blockAt = kept((header: number) => readBlock(lines, header));
  const lineRuns = (at: number, functionRuns: (name: string) => RunsAtImport): RunsAtImport => {
    const text = lines[at]?.text ?? '';
    if (/\blambda\b/.test(text)) return 'never';
    let result: RunsAtImport = 'always';
    let levels = 0;
    for (let header = headers[at]; header !== undefined; header = headers[header]) {
      levels += 1;
      const block = levels > mostLevels ? 'never' : blockAt(header);
      if (typeof block === 'object') return weaker(result, functionRuns(block.function));
      if (block === 'never') return 'never';
      result = weaker(result, block);
    }
    return /^(?:if|elif|while)\b/.test(text) ? weaker(result, 'under-condition') : result;
  };
  let runs = kept((at: number) => lineRuns(at, () => 'never'));
  for (let depth = 0; depth < deepest; depth += 1) {
    const callRuns = runs;
    const functionRuns = kept((name: string) =>
      (calls.get(name) ?? []).map(callRuns).reduce<RunsAtImport>(stronger, 'never'),
    );
    runs = kept((at) => lineRuns(at, functionRuns));
  }
  return runs;
};

/** The depth of calls that is followed: a function called at import, and a function that it calls. */
const deepest = 2;

/** CPython refuses deeper blocks (“too many levels of indentation”). */
const mostLevels = 100;

const strength: readonly RunsAtImport[] = ['never', 'under-condition', 'always'];

const weaker = (a: RunsAtImport, b: RunsAtImport): RunsAtImport =>
  strength.indexOf(a) < strength.indexOf(b) ? a : b;

const stronger = (a: RunsAtImport, b: RunsAtImport): RunsAtImport => (weaker(a, b) === a ? b : a);

/** Returns the function, but it computes each value once. */
const kept = <K, V>(compute: (key: K) => V): ((key: K) => V) => {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
};

/** Returns for each line the header of the innermost block that contains it. */
export const headersOf = (lines: readonly LogicalLine[]): readonly (number | undefined)[] => {
  const open: number[] = [];
  return lines.map(({ indent }, at) => {
    while (open.length > 0 && (lines[open.at(-1) ?? 0]?.indent ?? 0) >= indent) open.pop();
    const header = open.at(-1);
    open.push(at);
    return header;
  });
};

/** Returns the lines that call each function by its bare name. */
const callsIn = (lines: readonly LogicalLine[]): ReadonlyMap<string, readonly number[]> => {
  const calls = new Map<string, number[]>();
  for (const [at, { text }] of lines.entries())
    for (const [, defines, name = ''] of text.matchAll(/(?<![\w.])(def\s+)?(\w+)\(/g)) {
      if (defines !== undefined) continue;
      const found = calls.get(name);
      if (found === undefined) calls.set(name, [at]);
      else found.push(at);
    }
  return calls;
};

/** Whether the content of a block runs when its header does; or the function that it is the body of. */
type Block = RunsAtImport | { readonly function: string };

const readBlock = (lines: readonly LogicalLine[], header: number): Block => {
  const text = lines[header]?.text ?? '';
  const [, name] = /^(?:async\s+)?def\s+(\w+)/.exec(text) ?? [];
  if (name !== undefined) return { function: name };
  if (/^if\s/.test(text) && /__name__|TYPE_CHECKING/.test(text)) return 'never';
  if (catchesExceptions(lines, header)) return 'never';
  return /^(?:if|elif|else|while|case)\b/.test(text) ? 'under-condition' : 'always';
};

/** Returns whether a block keeps exceptions of its content from its module. */
export const catchesExceptions = (lines: readonly LogicalLine[], header: number): boolean => {
  const text = lines[header]?.text ?? '';
  if (/^with\s/.test(text)) return text.includes('suppress(');
  return /^try\s*:/.test(text) && isCaught(lines, header);
};

/** Returns whether a clause of this `try` catches an exception and does not raise it again. */
const isCaught = (lines: readonly LogicalLine[], header: number): boolean => {
  const indent = lines[header]?.indent ?? 0;
  let clause = false;
  let raises = false;
  for (let at = header + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? { indent: 0, text: '' };
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
