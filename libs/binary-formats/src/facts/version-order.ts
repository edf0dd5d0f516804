/** Returns whether the first of two versions, such as `2.28` and `3.4.9`, is newer, number by number. */
export const isNewer = (version: string, than: string): boolean => {
  const [left, right] = [version, than].map((text) => text.split('.').map(Number));
  for (let at = 0; at < Math.max(left?.length ?? 0, right?.length ?? 0); at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
};
