/** Formats a number with commas between thousands, in every locale: `52,428,800`. */
export const formatNumber = (value: number): string => value.toLocaleString('en-US');
