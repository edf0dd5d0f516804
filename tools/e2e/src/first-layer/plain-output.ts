/** Returns the output of a program for a page: without colors, progress and paths of this machine. */
export const plainOutput = (printed: string, home: string): string =>
  printed
    // eslint-disable-next-line no-control-regex -- colours and movements of the cursor
    .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
    .replaceAll(home, '~')
    .split('\n')
    // A line that was written over shows what it was last.
    .map((line) => (line.split('\r').findLast((part) => part !== '') ?? '').trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
