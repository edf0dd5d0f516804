/**
 * How much of a whole a part is, in whole percent. Rounding never says that it is all, nothing, or within a
 * limit, where it is not: `99 %` of what is nearly full, `101 %` of what is just too much, `<1 %` of what is
 * hardly there.
 */
export const formatShare = (part: number, whole: number): string => {
  const percent = Math.round((part / whole) * 100);
  if (part === 0 || part === whole) return `${percent} %`;
  if (percent === 0) return '<1 %';
  return `${part < whole ? Math.min(percent, 99) : Math.max(percent, 101)} %`;
};
