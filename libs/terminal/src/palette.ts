import { styleText } from 'node:util';

/** What a stretch of text is, for the eye. Without colours each gives its text back. */
export interface Palette {
  error(text: string): string;
  warning(text: string): string;
  note(text: string): string;
  good(text: string): string;
  /** A heading. */
  strong(text: string): string;
  /** What is there for whoever looks closely. */
  faint(text: string): string;
}

/** For files and logs. */
export const plainPalette: Palette = {
  error: (text) => text,
  warning: (text) => text,
  note: (text) => text,
  good: (text) => text,
  strong: (text) => text,
  faint: (text) => text,
};

/**
 * Colours where the stream is a terminal that has them; plain elsewhere, and with NO_COLOR (no-color.org).
 * FORCE_COLOR does not colour what is no terminal: a file would keep the codes; nor does it go before
 * NO_COLOR, as it does for Node, since Nx sets it for all of its tasks.
 */
export const openPalette = (
  stream: NodeJS.WriteStream = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): Palette => {
  if (!stream.isTTY || env['NO_COLOR'] || !stream.hasColors(env)) return plainPalette;
  const style =
    (...formats: Parameters<typeof styleText>[0][]) =>
    (text: string) =>
      styleText(formats.flat(), text, { validateStream: false });
  return {
    error: style('red', 'bold'),
    warning: style('yellow', 'bold'),
    note: style('cyan'),
    good: style('green'),
    strong: style('bold'),
    faint: style('dim'),
  };
};
