import type { Page } from './pages.ts';

/** A command on a page, split into words. */
export interface Command {
  readonly page: string;
  readonly line: string;
  readonly words: readonly string[];
}

/**
 * Returns every command in the shell blocks and in the text of a page that starts with one of these programs.
 */
export const commandsOf = (
  { path, blocks, spans }: Page,
  programs: readonly string[],
): readonly Command[] => {
  const lines = [...blocks.filter(isShell).flatMap(({ text }) => joined(text).split('\n')), ...spans];
  return lines.flatMap((line) =>
    cutAtOperators(line).flatMap((part) => {
      const words = wordsOf(part);
      const start = words.findIndex((word) => programs.includes(word));
      // npx, a prompt and variables may precede it
      const before = words.slice(0, Math.max(start, 0));
      return start >= 0 && before.every((word) => /^(?:npx|\$|\w+=.*)$/.test(word))
        ? [{ page: path, line: part.trim(), words: words.slice(start) }]
        : [];
    }),
  );
};

const isShell = ({ language }: { readonly language: string }): boolean =>
  /^(?:sh|bash|console|)$/.test(language);

/** Joins each line that ends with a backslash to the next line. */
const joined = (text: string): string => text.replace(/[ \t]?\\\n\s*/g, ' ');

const cutAtOperators = (line: string): readonly string[] =>
  line.replace(/(?:^|\s)#\s.*$/, '').split(/\s(?:&&|\|\||[|;])\s/);

const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/["']/g, ''));

/** Returns the options among a command’s words: `dryRun` for `--dry-run=x`. */
export const optionsIn = (words: readonly string[]): readonly string[] =>
  words
    .slice(0, words.includes('--') ? words.indexOf('--') : undefined)
    .filter((word) => /^--?[a-zA-Z]/.test(word))
    .map((word) => /^-+([^=]*)/.exec(word)?.[1] ?? word)
    .map((name) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()));
