import { isLayerkitError, LayerkitError } from '@layerkit/failure';

/**
 * Runs the locking of a function. Its errors mention layer.json, which has the same fields, so they are changed to name
 * function.json.
 * @throws what the work throws
 */
export const namingFunctionJson = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isLayerkitError(error)) throw error;
    const { code, message, problems, hint } = error;
    throw new LayerkitError({
      code,
      message: named(message),
      problems: problems.map(named),
      hint: hint === undefined ? undefined : named(hint),
      cause: error,
    });
  }
};

const named = (text: string): string => text.replaceAll('layer.json', 'function.json');
