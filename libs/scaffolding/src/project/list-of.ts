/** The names in a list option: Nx hands over an array, or what was typed into a prompt as one text. */
export const listOf = (option: readonly string[] | undefined): readonly string[] | undefined => {
  const names = (option ?? []).flatMap((entry) => entry.split(',')).map((name) => name.trim());
  const given = [...new Set(names.filter((name) => name !== ''))];
  return given.length === 0 ? undefined : given;
};
