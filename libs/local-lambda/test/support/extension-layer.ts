import { readFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { functionText } from './function-text.ts';
import { makeFolder, openFunction } from './test-function.ts';
import type { FunctionSpec } from '../../src/runtime/function-environment.ts';

/** Reads an extension of ../extensions. */
export const extensionText = (name: string): string =>
  readFileSync(new URL(`../extensions/${name}.py`, import.meta.url), 'utf8');

/** Opens a function that reads /tmp, with extensions in a layer, by name and text. */
export const openWithExtensions = async (
  extensions: Readonly<Record<string, string>>,
  { executable = false, ...more }: Partial<FunctionSpec> & { readonly executable?: boolean } = {},
) => {
  const names = Object.keys(extensions);
  const layer = await makeFolder(
    Object.fromEntries(names.map((name) => [`extensions/${name}`, extensions[name] ?? ''])),
  );
  if (executable) await Promise.all(names.map((name) => chmod(join(layer, 'extensions', name), 0o755)));
  return openFunction(functionText('reads_tmp'), { layers: [layer], ...more });
};

/** Settings of the extension `follows_events`, as a variable of the function. */
export const settings = (values: object): Pick<FunctionSpec, 'environment'> => ({
  environment: { EXTENSION: JSON.stringify(values) },
});

/** Reads lines of JSON. */
export const readLines = (text: unknown): readonly Record<string, unknown>[] =>
  String(text)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
