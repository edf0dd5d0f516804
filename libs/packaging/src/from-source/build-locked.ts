import { createReadStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of, sha256Schema, type Sha256 } from '@layerkit/artifact/digest';
import { runtimeFacts } from '@layerkit/platform-resolution/runtimes';
import { inOwnedFolder, replaceFile } from '@layerkit/temporary-files';
import { z } from 'zod';
import type { LockedPackage } from '@layerkit/locking/lock';
import type { Wheel, WheelPin } from '@layerkit/wheels';
import { ensureWheels, type WheelAccess } from '@layerkit/wheels/store';
import type { LockedInputs } from '../layer-inputs.ts';
import { buildConstraints, findBuilder } from './builder.ts';
import { fetchLockedRepository } from './locked-repository.ts';
import { buildPureWheel } from './pure-wheel.ts';

/** Raise this number when layerkit builds or packs the same source distribution differently. */
const buildFormat = 2;

/**
 * Builds a wheel from each locked source distribution and returns all pins as wheels. The store keeps each wheel
 * under a digest of its build inputs, so that a machine builds it only once.
 * @throws LayerkitError source/build-failed, source/not-pure; the errors of `ensureWheels` and `findBuilder`
 */
export const buildLocked = async (
  packages: readonly LockedPackage[],
  layer: LockedInputs,
  access: WheelAccess,
): Promise<readonly WheelPin[]> => {
  const pins: WheelPin[] = [];
  for (const locked of packages)
    pins.push(locked.from === undefined ? locked : await wheelOf(locked, layer, access));
  return pins;
};

const wheelOf = async (sdist: LockedPackage, layer: LockedInputs, access: WheelAccess): Promise<WheelPin> => {
  const { store } = access;
  const recordPath = join(store.directory, 'builds', await buildKey(sdist, layer));
  const known = await readRecord(recordPath);
  // no index has this wheel, so a damaged one is built again
  const isKept = known !== undefined && (await store.isIntact(known.sha256));
  const built = isKept ? known : await buildInto(sdist, layer, access);
  if (!isKept) {
    await mkdir(join(store.directory, 'builds'), { recursive: true });
    await replaceFile(recordPath, JSON.stringify(built), { flush: true });
  }
  const { name, version } = sdist;
  return { name, version, sha256: built.sha256, builtFrom: { file: built.source, sha256: sdist.sha256 } };
};

const buildKey = async ({ sha256 }: LockedPackage, layer: LockedInputs): Promise<Sha256> => {
  const { pythonVersion } = runtimeFacts(layer.target.runtime);
  const constraints = [...(await buildConstraints(layer))].sort();
  return sha256Of(JSON.stringify({ format: buildFormat, sha256, pythonVersion, constraints }));
};

/** The record of a built wheel: its digest and the name of its source distribution. */
const buildRecordSchema = z.strictObject({ sha256: sha256Schema, source: z.string() });

type BuildRecord = z.infer<typeof buildRecordSchema>;

const readRecord = async (path: string): Promise<BuildRecord | undefined> => {
  const record = await readFile(path, 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch(() => undefined);
  return buildRecordSchema.safeParse(record).data;
};

const buildInto = async (
  sdist: LockedPackage,
  layer: LockedInputs,
  access: WheelAccess,
): Promise<BuildRecord> => {
  if (!(await access.store.isIntact(sdist.sha256))) await fetchLockedRepository(sdist, layer, access);
  const source = await intactSource(sdist, access);
  return inOwnedFolder('build', async (folder) => {
    const build = {
      ...(await findBuilder(layer, access)),
      source: source.path,
      name: source.fileName,
      folder,
    };
    const { sha256, fileName, path } = await buildPureWheel(build, sdist);
    await access.store.insert({ sha256, fileName }, createReadStream(path));
    return { sha256, source: source.fileName };
  });
};

/** Returns the stored source distribution. Checks its digest, because uv does not know the lock. */
const intactSource = async (sdist: LockedPackage, access: WheelAccess): Promise<Wheel> => {
  const { store } = access;
  const isThere = (await store.find(sdist.sha256)) !== undefined;
  const damaged =
    isThere && !(await store.isIntact(sdist.sha256)) ? new Set([sdist.sha256]) : new Set<Sha256>();
  const { wheels } = await ensureWheels({ packages: [sdist], access, damaged });
  const [source] = wheels;
  if (source === undefined)
    throw new Error(`${sdist.name} was requested, but is neither in the store nor missing`);
  return source;
};
