/** Returns the text from `offset` up to a NUL, or undefined if there is no NUL. */
export const cString = (bytes: Buffer, offset: number): string | undefined => {
  const end = offset > bytes.length ? -1 : bytes.indexOf(0, offset);
  return end < 0 ? undefined : bytes.toString('utf8', offset, end);
};
