/**
 * Returns the origins of a package from the comment of pip-compile or `uv pip compile`: other packages,
 * `-r requirements.in`, `-c constraints.txt` or `project (pyproject.toml)`. Undefined without such a comment.
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
