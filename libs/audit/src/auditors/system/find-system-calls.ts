import { readLogicalLines, type LogicalLine } from '../metadata/lookups/logical-lines.ts';
import { catchesExceptions, headersOf, readRunsAtImport } from '../metadata/lookups/runs-at-import.ts';
import type { SystemCall } from '../../subject/known-sources.ts';
import { callsIn } from './calls-in.ts';
import { libraryNames, programName } from './system-names.ts';

/**
 * Finds libraries that a Python source loads, and programs that it runs, by literal names. Leaves out those in blocks
 * for another operating system, and those whose absence is caught. A source that it misreads can only hide a call.
 */
export const findSystemCalls = (source: string): readonly SystemCall[] => {
  const lines = readLogicalLines(source);
  const found = lines.flatMap(({ text }, at) =>
    suspected.test(text) && !/^(?:from|import|def|class)\s/.test(text)
      ? namesIn(text).map((names) => ({ ...names, at }))
      : [],
  );
  if (found.length === 0) return [];
  const headers = headersOf(lines);
  const runsAtImport = readRunsAtImport(lines);
  return found
    .filter(({ at }) => !isOptional(lines, headers, at))
    .map(({ at, kind, names }) => ({
      kind,
      names,
      line: lines[at]?.line ?? 0,
      atImport: runsAtImport(at) === 'always',
    }));
};

/** Every statement with such a call matches, and few others do. */
const suspected =
  /find_library|dlopen|LoadLibrary|DLL\(|subprocess|Popen\(|check_|which\(|os\.(?:system|popen)\(/;

/** Every source with such a call contains one of these texts. */
export const marks = [
  'find_library',
  'dlopen',
  'LoadLibrary',
  'DLL(',
  'subprocess',
  'which(',
  'os.system(',
  'os.popen(',
];

const namesIn = (text: string): readonly Pick<SystemCall, 'kind' | 'names'>[] => {
  const calls = callsIn(text);
  const [library, ...libraries] = calls.flatMap(libraryNames);
  const [program, ...programs] = calls.flatMap((call) => programName(call) ?? []);
  return [
    ...(library === undefined ? [] : [{ kind: 'library' as const, names: [library, ...libraries] as const }]),
    ...(program === undefined ? [] : [{ kind: 'program' as const, names: [program, ...programs] as const }]),
  ];
};

type Headers = readonly (number | undefined)[];

/** Returns whether a statement is in a block for another system, or in its function in one that catches exceptions. */
const isOptional = (lines: readonly LogicalLine[], headers: Headers, at: number): boolean => {
  let inFunction = true;
  for (let header: number | undefined = at, levels = 0; header !== undefined; header = headers[header]) {
    const text = lines[header]?.text ?? '';
    levels += 1;
    if (levels > mostLevels || isForOtherSystem(text)) return true;
    if (inFunction && header !== at && catchesExceptions(lines, header)) return true;
    if (/^(?:async\s+)?def\s/.test(text)) inFunction = false;
  }
  return false;
};

/** CPython refuses deeper blocks (“too many levels of indentation”). */
const mostLevels = 100;

const isForOtherSystem = (text: string): boolean =>
  /^(?:if|elif)\b/.test(text) &&
  /win32|windows|cygwin|darwin|macos|["']nt["']/i.test(text) &&
  !/!=|\bnot\b|linux/i.test(text);
