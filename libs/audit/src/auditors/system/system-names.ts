import type { LiteralCall } from './calls-in.ts';

/**
 * Returns the libraries that a call loads by name, without `.so` and version: `libpq` for `find_library("pq")` and for
 * `CDLL("libpq.so.5")`. A wrapper of dlopen takes names for several systems: only those for Linux count.
 */
export const libraryNames = ({ callee, first, literals }: LiteralCall): readonly string[] => {
  const name = lastPart(callee);
  if (name === 'find_library')
    return first !== undefined && /^[\w+.-]+$/.test(first) && !isFile(first) ? [`lib${first}`] : [];
  if (!/^(?:\w*dlopen|LoadLibrary|CDLL|PyDLL)$/.test(name)) return [];
  return literals.flatMap((literal) => (isLibrary(literal) ? [libraryStem(literal)] : []));
};

/** Returns the name of a library’s file up to `.so`. */
export const libraryStem = (file: string): string => file.slice(0, file.indexOf('.so'));

const isLibrary = (literal: string): boolean =>
  /^lib[\w+.-]+$/.test(literal) && /\.so(?:\.[\d.]+)?$/.test(literal);

/** Windows and macOS look for files by their whole names. */
const isFile = (name: string): boolean => /\.(?:dll|dylib|so)$/i.test(name);

/** Returns the program that a call runs or looks for on PATH. */
export const programName = ({ callee, first }: LiteralCall): string | undefined => {
  if (first === undefined || !startsProgram(callee)) return undefined;
  const [word = ''] = first.trim().split(/\s/, 1);
  return /^[A-Za-z][\w+-]*$/.test(word) && !ofOtherSystems.has(word.toLowerCase()) ? word : undefined;
};

const startsProgram = (callee: string): boolean =>
  /^(?:\w+\.)?(?:Popen|check_call|check_output|getoutput|getstatusoutput|which)$/.test(callee) ||
  /^(?:subprocess|sp)\.(?:run|call)$|^os\.(?:system|popen)$/.test(callee);

const lastPart = (callee: string): string => callee.slice(callee.lastIndexOf('.') + 1);

/** Programs of Windows and macOS, and commands of the shell itself. */
const ofOtherSystems = new Set(
  [
    'cmd cls clip powershell pwsh reg start taskkill tasklist ver where wmic',
    'afplay defaults ioreg open osascript otool pbcopy pbpaste say screencapture sw_vers system_profiler xcrun',
    'cd command exit export set source type ulimit unset',
  ].flatMap((line) => line.split(' ')),
);
