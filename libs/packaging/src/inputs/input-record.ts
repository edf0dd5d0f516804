import { join } from 'node:path';
import { manifestName, readJsonFile, sha256OfFile } from '@layerkit/artifact';
import { isLayerkitError } from '@layerkit/failure';
import writeFileAtomic from 'write-file-atomic';
import { buildInputsSchema, type BuildInputs } from './build-inputs.ts';

/** An output of build, so it comes back from Nx’s cache with the zip that it speaks of. */
const recordName = 'inputs.json';

/** What the artifact before this one was built from. It stays on the machine: no cache keeps it. */
const beforeName = 'inputs-before.json';

/**
 * What the artifact in a folder was built from. Undefined where nothing was built, or where the record is not that
 * of the manifest beside it; a build that fails removes the manifest, and what was built last is still what counts.
 */
export const readInputs = async (directory: string): Promise<BuildInputs | undefined> => {
  const found = await readRecord(join(directory, recordName));
  if (found === undefined) return undefined;
  const manifest = await sha256OfFile(join(directory, manifestName)).catch(() => undefined);
  return manifest === undefined || manifest === found.manifestSha256 ? found : undefined;
};

/** What the artifact was built from that the one in the folder took the place of. */
export const readInputsBefore = (directory: string): Promise<BuildInputs | undefined> =>
  readRecord(join(directory, beforeName));

export const writeInputs = (directory: string, inputs: BuildInputs): Promise<void> =>
  write(join(directory, recordName), inputs);

export const writeInputsBefore = (directory: string, inputs: BuildInputs): Promise<void> =>
  write(join(directory, beforeName), inputs);

const write = (path: string, inputs: BuildInputs): Promise<void> =>
  writeFileAtomic(path, `${JSON.stringify(inputs, null, 2)}\n`, { fsync: false });

/** A record that can’t be read costs an explanation, not the build. */
const readRecord = async (path: string): Promise<BuildInputs | undefined> => {
  const failures = { missing: { code: 'artifact/missing', hint: '' }, invalid: 'artifact/invalid' } as const;
  try {
    return await readJsonFile(path, buildInputsSchema, failures);
  } catch (error) {
    if (isLayerkitError(error)) return undefined;
    throw error;
  }
};
