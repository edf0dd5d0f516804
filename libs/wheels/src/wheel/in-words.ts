/** Formats a number of bytes for a problem: `4,194,304`. */
export const inWords = (bytes: number): string => bytes.toLocaleString('en-US');
