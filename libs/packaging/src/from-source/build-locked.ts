import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Of, sha256Schema, type Sha256 } from '@layerkit/artifact';
import { runtimeFacts } from '@layerkit/platform-resolution';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { LockedPackage } from '@layerkit/locking';
import { ensureWheels, type EnsureWheelsRequest, type Wheel, type WheelPin } from '@layerkit/wheels';
import { buildConstraints, findBuilder, type SourceBuildRequest } from './builder.ts';
import { buildPureWheel } from './pure-wheel.ts';

export interface LockedBuildRequest
  extends SourceBuildRequest, Omit<EnsureWheelsRequest, 'packages' | 'projectRoot'> {
  readonly packages: readonly LockedPackage[];
}

/** Raise this number when layerkit builds or packs the same source distribution differently. */
const buildFormat = 2;

/**
 * Builds a wheel from each locked source distribution and returns all pins as wheels. The store keeps each wheel
 * under a digest of its build inputs, so that a machine builds it only once.
 * @throws LayerkitError source/build-failed, source/not-pure; the errors of `ensureWheels` and `findBuilder`
 */
export const buildLocked = async (request: LockedBuildRequest): Promise<readonly WheelPin[]> => {
  const { packages } = request;
  const pins: WheelPin[] = [];
  for (const locked of packages)
    pins.push(locked.from === undefined ? locked : await wheelOf(locked, request));
  return pins;
};

const wheelOf = async (sdist: LockedPackage, request: LockedBuildRequest): Promise<WheelPin> => {
  const recordPath = join(request.store.directory, 'builds', await buildKey(sdist, request));
  const known = await readRecord(recordPath);
  // no index has this wheel, so a damaged one is built again
  const isKept = known !== undefined && (await request.store.isIntact(known.sha256));
  const built = isKept ? known : await buildInto(sdist, request);
  if (!isKept) {
    await mkdir(join(request.store.directory, 'builds'), { recursive: true });
    await writeFileAtomic(recordPath, JSON.stringify(built));
  }
  const { name, version } = sdist;
  return { name, version, sha256: built.sha256, builtFrom: { file: built.source, sha256: sdist.sha256 } };
};

const buildKey = async ({ sha256 }: LockedPackage, request: LockedBuildRequest): Promise<Sha256> => {
  const { pythonVersion } = runtimeFacts(request.target.runtime);
  const constraints = [...(await buildConstraints(request))].sort();
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

const buildInto = async (sdist: LockedPackage, request: LockedBuildRequest): Promise<BuildRecord> => {
  const source = await intactSource(sdist, request);
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-build-'));
  try {
    const build = { ...(await findBuilder(request)), source: source.path, name: source.fileName, folder };
    const { sha256, fileName, path } = await buildPureWheel(build, sdist);
    await request.store.insert({ sha256, fileName }, createReadStream(path));
    return { sha256, source: source.fileName };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Returns the stored source distribution. Checks its digest, because uv does not know the lock. */
const intactSource = async (sdist: LockedPackage, request: LockedBuildRequest): Promise<Wheel> => {
  const { store } = request;
  const isThere = (await store.find(sdist.sha256)) !== undefined;
  const damaged =
    isThere && !(await store.isIntact(sdist.sha256)) ? new Set([sdist.sha256]) : new Set<Sha256>();
  const { wheels } = await ensureWheels({ ...request, packages: [sdist], damaged });
  const [source] = wheels;
  if (source === undefined)
    throw new Error(`${sdist.name} was requested, but is neither in the store nor missing`);
  return source;
};
