/**
 * Formats a share in whole percent. Rounding never reports nothing, all or an amount within a limit if that is
 * not exact: `<1 %` for a tiny share, `99 %` for almost all, `101 %` for slightly too much.
 */
export const formatShare = (part: number, whole: number): string => {
  const percent = Math.round((part / whole) * 100);
  if (part === 0 || part === whole) return `${percent} %`;
  if (percent === 0) return '<1 %';
  return `${part < whole ? Math.min(percent, 99) : Math.max(percent, 101)} %`;
};
