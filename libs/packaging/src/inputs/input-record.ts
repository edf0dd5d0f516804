import { join } from 'node:path';
import { manifestName } from '@layerkit/artifact';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { readJsonFile } from '@layerkit/artifact/results';
import { formatJson, isLayerkitError } from '@layerkit/failure';
import { replaceFile } from '@layerkit/temporary-files';
import { buildInputsSchema, type BuildInputs } from './build-inputs.ts';

/** An output of build, so Nx’s cache restores it with its zip. */
const recordName = 'inputs.json';

/** The build inputs of the previous artifact. No cache keeps this file. */
const beforeName = 'inputs-before.json';

/**
 * Returns the build inputs of the artifact in a folder. Undefined if there is no record, or if it belongs to another
 * manifest. A failed build deletes the manifest; then the record of the last successful build still counts.
 */
export const readInputs = async (directory: string): Promise<BuildInputs | undefined> => {
  const found = await readRecord(join(directory, recordName));
  if (found === undefined) return undefined;
  const manifest = await sha256OfFile(join(directory, manifestName)).catch(() => undefined);
  return manifest === undefined || manifest === found.manifestSha256 ? found : undefined;
};

/** Returns the build inputs of the artifact that the current one replaced. */
export const readInputsBefore = (directory: string): Promise<BuildInputs | undefined> =>
  readRecord(join(directory, beforeName));

export const writeInputs = (directory: string, inputs: BuildInputs): Promise<void> =>
  write(join(directory, recordName), inputs);

export const writeInputsBefore = (directory: string, inputs: BuildInputs): Promise<void> =>
  write(join(directory, beforeName), inputs);

const write = (path: string, inputs: BuildInputs): Promise<void> =>
  replaceFile(path, `${formatJson(inputs)}\n`);

/** Reads a record. Returns `undefined` for an invalid one, which must not fail the build. */
const readRecord = async (path: string): Promise<BuildInputs | undefined> => {
  const failures = { missing: { code: 'artifact/missing', hint: '' }, invalid: 'artifact/invalid' } as const;
  try {
    return await readJsonFile(path, buildInputsSchema, failures);
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
