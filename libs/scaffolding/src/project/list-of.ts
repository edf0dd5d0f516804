/**
 * Returns the names in a comma-separated option, without duplicates, or undefined if there are none. Nx
 * passes `3.12` as a number.
 */
export const listOf = (option: string | number | undefined): readonly string[] | undefined => {
  const names = String(option ?? '')
    .split(',')
    .map((name) => name.trim());
  const given = [...new Set(names.filter((name) => name !== ''))];
  return given.length === 0 ? undefined : given;
};
