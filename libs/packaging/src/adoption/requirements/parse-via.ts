/**
 * Who asked for a package, by the comment that pip-compile and `uv pip compile` write to its line: other packages,
 * `-r requirements.in`, `-c constraints.txt`, `project (pyproject.toml)`. Undefined where no comment says.
 */
export const parseVia = (comments: readonly string[]): readonly string[] | undefined => {
  const start = comments.findIndex((comment) => /^via(?:\s|$)/.test(comment.trim()));
  if (start < 0) return undefined;
  const [first = '', ...more] = comments.slice(start).map((comment) => comment.trim());
  return [first.slice('via'.length), ...more]
    .flatMap((part) => part.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
};
