/** Formats a size as a number of MiB with one decimal, without the unit: `15.0`. */
export const mebibytes = (bytes: number): string => format(bytes, roughly, '<0.1');

/** Formats a size as a number of MiB with two decimals, without the unit, for tables with small packages: `0.31`. */
export const exactMebibytes = (bytes: number): string => format(bytes, exactly, '<0.01');

const fractions = (digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const roughly = fractions(1);
const exactly = fractions(2);

/** Returns `tiny` for a size that would be rounded to zero. */
const format = (bytes: number, { format: text }: Intl.NumberFormat, tiny: string): string => {
  const number = text(bytes / 2 ** 20);
  return bytes > 0 && /^[0.]*$/.test(number) ? tiny : number;
};
