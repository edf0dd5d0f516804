/**
 * The names in an option with commas between them; undefined where there is none. A number is what `3.12`
 * becomes.
 */
export const listOf = (option: string | number | undefined): readonly string[] | undefined => {
  const names = String(option ?? '')
    .split(',')
    .map((name) => name.trim());
  const given = [...new Set(names.filter((name) => name !== ''))];
  return given.length === 0 ? undefined : given;
};
