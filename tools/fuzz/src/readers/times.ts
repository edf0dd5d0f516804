/** Returns a function that repeats a part up to at least a length. */
export const times =
  (part: string) =>
  (length: number): string =>
    part.repeat(Math.ceil(length / part.length));
