import { styleText } from 'node:util';

/** Styles for text by its meaning. Without colors, each returns its text unchanged. */
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
