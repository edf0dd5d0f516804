import type { Page } from './pages.ts';

/** A command as a page writes it, cut into words. */
export interface Command {
  readonly page: string;
  readonly line: string;
  readonly words: readonly string[];
}

/** Every command in the shell blocks and in the text of a page that begins with one of these programs. */
export const commandsOf = (
  { path, blocks, spans }: Page,
  programs: readonly string[],
): readonly Command[] => {
  const lines = [...blocks.filter(isShell).flatMap(({ text }) => joined(text).split('\n')), ...spans];
  return lines.flatMap((line) =>
    cutAtOperators(line).flatMap((part) => {
      const words = wordsOf(part);
      const start = words.findIndex((word) => programs.includes(word));
      // before it may stand npx, a prompt and variables
      const before = words.slice(0, Math.max(start, 0));
      return start >= 0 && before.every((word) => /^(?:npx|\$|\w+=.*)$/.test(word))
        ? [{ page: path, line: part.trim(), words: words.slice(start) }]
        : [];
    }),
  );
};

const isShell = ({ language }: { readonly language: string }): boolean =>
  /^(?:sh|bash|console|)$/.test(language);

/** A line that ends in a backslash goes on in the next. */
const joined = (text: string): string => text.replace(/\s*\\\n\s*/g, ' ');

const cutAtOperators = (line: string): readonly string[] =>
  line.replace(/(?:^|\s)#\s.*$/, '').split(/\s(?:&&|\|\||[|;])\s/);

const wordsOf = (text: string): readonly string[] =>
  [...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => word.replace(/["']/g, ''));

/** The options among a command’s words: `--dry-run=x` is `dryRun`. */
export const optionsIn = (words: readonly string[]): readonly string[] =>
  words
    .slice(0, words.includes('--') ? words.indexOf('--') : undefined)
    .filter((word) => /^--?[a-zA-Z]/.test(word))
    .map((word) =>
      word
        .replace(/^-+/, '')
        .replace(/=.*$/s, '')
        .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    );
