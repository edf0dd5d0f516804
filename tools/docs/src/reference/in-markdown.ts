/**
 * A description as Markdown: files of docs/ become links, and what would be read as mark-up is shown as it
 * is.
 * @param up the way from the page to docs/
 */
export const inMarkdown = (text: string, up = '../'): string =>
  text
    .replace(/[<*]/g, '\\$&')
    .replace(/\bdocs\/([\w./-]+\w)/g, (_, file: string) => `[${file}](${up}${file})`);
