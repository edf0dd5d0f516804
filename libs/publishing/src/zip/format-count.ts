/** Formats a number with commas in every locale: 52,428,800. */
export const formatCount = (count: number): string => count.toLocaleString('en-US');
