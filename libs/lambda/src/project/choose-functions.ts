import type { NamedFunction } from '@layerkit/artifact/definition';
import { didYouMean, LayerkitError } from '@layerkit/failure';

/**
 * Returns the functions that `only` names, in their own order; all without it.
 * @param only names, separated by commas
 * @throws LayerkitError function/unknown, with every unknown name
 */
export const chooseFunctions = <Function extends NamedFunction>(
  functions: readonly Function[],
  only: string | undefined,
): readonly Function[] => {
  if (only === undefined) return functions;
  const wanted = only
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const names = functions.map(({ name }) => name);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length === 0 && wanted.length > 0) return functions.filter(({ name }) => wanted.includes(name));
  throw new LayerkitError({
    code: 'function/unknown',
    message:
      unknown.length === 0
        ? '--only names no function'
        : '--only names functions that function.json does not define',
    problems: unknown.map((name) => `“${name}”${didYouMean(name, names)}`),
    hint: `Use some of these names, separated by commas: ${names.join(', ')}.`,
  });
};
