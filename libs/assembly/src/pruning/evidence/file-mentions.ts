import { isWordCharacter } from './test-word.ts';

/**
 * Finds the names of files that a Python file may open: text before a closing quote that ends in a suffix that
 * rules drop, such as `.pyi` or `parse_c_type.h`. Does not parse the file, so quotes in comments count too.
 * `attach_stub` is the only call that reads a stub without naming it (scientific-python's SPEC 1).
 */
export const findFileMentions = (content: Buffer): readonly string[] => {
  const text = content.toString('latin1');
  const found = new Set<string>();
  for (const { index, 0: match } of text.matchAll(mention))
    found.add(match === 'attach_stub' ? '.pyi' : nameUpTo(text, index + match.length - 1));
  return [...found];
};

const mention =
  /\.(?:pyi|typed|h|hh|hpp|hxx|c|cc|cpp|cxx|cu|cuh|f|f77|f90|f95|for|pyf|pxd|pyx|pxi|a|pc|md|rst|txt)["']|attach_stub/g;

const nameUpTo = (text: string, end: number): string => {
  let start = end;
  while (start > 0 && belongsToName(text.charCodeAt(start - 1))) start -= 1;
  return text.slice(start, end);
};

const belongsToName = (code: number): boolean => isWordCharacter(code) || marks.has(code);

const marks = new Set(Array.from('.-+', (mark) => mark.charCodeAt(0)));
