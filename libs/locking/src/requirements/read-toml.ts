import { stat } from 'node:fs/promises';
import { isNativeError } from 'node:util/types';
import { readTextFile } from '@layerkit/artifact/text-file';
import { isLayerkitError, LayerkitError } from '@layerkit/failure';
import { z } from 'zod';

/**
 * Reads a TOML file and checks it against a schema. No output contains the credentials of its URLs from now on.
 * @param file the name of the file in errors
 * @throws LayerkitError requirements/missing, requirements/invalid (with every problem)
 */
export const readToml = async <T>(path: string, file: string, schema: z.ZodType<T>): Promise<T> =>
  checked(await parse(await readText(path), file), file, schema);

/**
 * Returns a function like `readToml` that parses an unchanged file only once. Layers share the uv.lock of their workspace, and
 * a build reads it several times.
 */
export const tomlReader = <T>(schema: z.ZodType<T>): ((path: string, file: string) => Promise<T>) => {
  const known = new Map<string, { readonly state: string; readonly data: Promise<T> }>();
  return async (path, file) => {
    const state = await stateOf(path);
    const before = known.get(path);
    if (state !== undefined && before?.state === state) return before.data;
    const data = readToml(path, file, schema);
    if (state !== undefined) known.set(path, { state, data });
    return data;
  };
};

/** Returns a text that differs if a file has changed, as git compares files. Undefined for a missing file. */
const stateOf = (path: string): Promise<string | undefined> =>
  stat(path, { bigint: true }).then(
    ({ ino, size, mtimeNs, ctimeNs }) => [ino, size, mtimeNs, ctimeNs].join(' '),
    () => undefined,
  );

const checked = <T>(value: unknown, file: string, schema: z.ZodType<T>): T => {
  const found = schema.safeParse(value);
  if (found.success) return found.data;
  throw invalidRequirements(
    file,
    found.error.issues.map(({ path: at, message }) => `${file}: ${at.join('.')}: ${message}`),
  );
};

/** Returns the error for a file that can’t be locked. */
export const invalidRequirements = (
  file: string,
  problems: readonly string[],
  cause?: unknown,
): LayerkitError =>
  new LayerkitError({
    code: 'requirements/invalid',
    message: `${file} can’t be locked`,
    problems,
    hint: 'Write requirements by name, and choose only extras, groups and packages that are in the file.',
    cause,
  });

const parse = async (text: string, file: string): Promise<unknown> => {
  // Loaded only here: most layers have a plain requirements file
  const { parse: parseToml } = await import('smol-toml');
  try {
    return parseToml(text);
  } catch (cause) {
    const reason = isNativeError(cause) ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw invalidRequirements(file, [`${file}: ${reason}`], cause);
  }
};

const readText = async (path: string): Promise<string> => {
  try {
    return (await readTextFile(path)).replace(/^\uFEFF/, '');
  } catch (cause) {
    if (isLayerkitError(cause)) throw cause;
    throw new LayerkitError({
      code: 'requirements/missing',
      message: `${path} can’t be read`,
      hint: 'Create the file, or set “requirements” in layer.json to another file.',
      cause,
    });
  }
};
