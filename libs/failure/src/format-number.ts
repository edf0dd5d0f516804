/**
 * Formats an integer with commas between thousands, in every locale: `52,428,800`. `toLocaleString` gives the same, but
 * its first call loads the data of a locale, which takes about 30 ms.
 */
export const formatNumber = (value: number): string => {
  const digits = String(Math.abs(value));
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first), ...(digits.slice(first).match(/\d{3}/g) ?? [])];
  return `${value < 0 ? '-' : ''}${groups.join(',')}`;
};
