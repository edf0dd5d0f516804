import { randomBytes } from 'node:crypto';
import { styleText } from 'node:util';
import { printableLine } from '@layerkit/failure';

/**
 * Styles for text by its meaning. Each marks its text for `showLine`, which writes the colors. Without colors, each
 * returns its text unchanged.
 */
export interface Palette {
  error(text: string): string;
  warning(text: string): string;
  note(text: string): string;
  good(text: string): string;
  /** For headings. */
  strong(text: string): string;
  /** For details. */
  faint(text: string): string;
}

/** The palette for files and logs, without colors. */
export const plainPalette: Palette = {
  error: (text) => text,
  warning: (text) => text,
  note: (text) => text,
  good: (text) => text,
  strong: (text) => text,
  faint: (text) => text,
};

/**
 * Returns colors if the stream is a terminal that has them. Returns the plain palette otherwise, and with
 * NO_COLOR (no-color.org). FORCE_COLOR does not color files, which would keep the codes. Unlike in Node, it
 * does not override NO_COLOR, because Nx sets it for all its tasks.
 */
export const openPalette = (
  stream: NodeJS.WriteStream = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): Palette => {
  if (!stream.isTTY || env['NO_COLOR'] || !stream.hasColors(env)) return plainPalette;
  const style = (name: keyof typeof formats) => (text: string) => `${opening(name)}${text}${closing}`;
  return {
    error: style('error'),
    warning: style('warning'),
    note: style('note'),
    good: style('good'),
    strong: style('strong'),
    faint: style('faint'),
  };
};

/**
 * Returns a line as it is printed: the colors of a palette, and all other text without credentials, control characters
 * and commands for a CI provider. So a name from a file can’t move the cursor, hide text or forge a line.
 */
export const showLine = (line: string): string =>
  printableLine(line).replace(marked, (_, index: string, text: string) =>
    styleText([...(styles[Number(index)] ?? [])], text, { validateStream: false }),
  );

const formats = {
  error: ['red', 'bold'],
  warning: ['yellow', 'bold'],
  note: ['cyan'],
  good: ['green'],
  strong: ['bold'],
  faint: ['dim'],
} as const;

const styles = Object.values(formats);

/** Foreign text can’t know the marks of this process, so it can’t have a style. No password is a word of a mark. */
const nonce = randomBytes(16).toString('hex');
const opening = (name: keyof typeof formats): string => `⟦${nonce}${styles.indexOf(formats[name])}⟧`;
const closing = `⟦${nonce}⟧`;
const marked = new RegExp(`⟦${nonce}(\\d)⟧(.*?)${closing}`, 'gu');
