/**
 * Returns a description as Markdown. Files of docs/ become links, and characters that would be read as markup
 * are escaped.
 * @param up relative path from the page to docs/
 */
export const inMarkdown = (text: string, up = '../'): string =>
  text
    .replace(/[<*]/g, '\\$&')
    .replace(/\bdocs\/([\w./-]+\w)/g, (_, file: string) => `[${file}](${up}${file})`);
