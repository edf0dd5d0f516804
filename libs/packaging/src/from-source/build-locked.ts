import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Of, sha256Schema, type Sha256 } from '@layerkit/artifact';
import { runtimeFacts } from '@layerkit/platform-resolution';
import writeFileAtomic from 'write-file-atomic';
import type { LockedPackage } from '../lock/lock.ts';
import { ensureWheels, type EnsureWheelsRequest } from '../store/ensure-wheels.ts';
import type { Wheel, WheelPin } from '../store/wheel.ts';
import { buildConstraints, findBuilder, type SourceBuildRequest } from './builder.ts';
import { buildPureWheel } from './pure-wheel.ts';

export interface LockedBuildRequest
  extends SourceBuildRequest, Omit<EnsureWheelsRequest, 'packages' | 'projectRoot'> {
  readonly packages: readonly LockedPackage[];
}

/** Raised when the same source distribution would be built or packed otherwise. */
const buildFormat = 1;

/**
 * What is locked, with each source distribution replaced by the wheel that is built from it. The wheel is kept in
 * the store, under a name made of all it was built from, so it is built once on a machine.
 * @throws LayerkitError source/build-failed, source/not-pure; as `ensureWheels`, `findBuilder`
 */
export const buildLocked = async (request: LockedBuildRequest): Promise<readonly WheelPin[]> => {
  const { packages } = request;
  const pins: WheelPin[] = [];
  for (const locked of packages)
    pins.push(locked.from === undefined ? locked : await wheelOf(locked, request));
  return pins;
};

const wheelOf = async (sdist: LockedPackage, request: LockedBuildRequest): Promise<WheelPin> => {
  const note = join(request.store.directory, 'builds', await buildKey(sdist, request));
  const known = await readNote(note);
  const { name, version } = sdist;
  // a damaged one is built again here: no index has it
  if (known !== undefined && (await request.store.isIntact(known))) return { name, version, sha256: known };
  const sha256 = await buildInto(sdist, request);
  await mkdir(join(request.store.directory, 'builds'), { recursive: true });
  await writeFileAtomic(note, sha256);
  return { name, version, sha256 };
};

const buildKey = async ({ sha256 }: LockedPackage, request: LockedBuildRequest): Promise<Sha256> => {
  const { pythonVersion } = runtimeFacts(request.target.runtime);
  const constraints = [...(await buildConstraints(request))].sort();
  return sha256Of(JSON.stringify({ format: buildFormat, sha256, pythonVersion, constraints }));
};

const readNote = async (path: string): Promise<Sha256 | undefined> => {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return sha256Schema.safeParse(text).data;
};

const buildInto = async (sdist: LockedPackage, request: LockedBuildRequest): Promise<Sha256> => {
  const source = await intactSource(sdist, request);
  const folder = await mkdtemp(join(tmpdir(), 'layerkit-build-'));
  try {
    const build = { ...(await findBuilder(request)), source: source.path, name: source.fileName, folder };
    const { sha256, fileName, path } = await buildPureWheel(build, sdist);
    await request.store.insert({ sha256, fileName }, createReadStream(path));
    return sha256;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Its bytes are read here: uv does not know the lock's digest. */
const intactSource = async (sdist: LockedPackage, request: LockedBuildRequest): Promise<Wheel> => {
  const { store } = request;
  const isThere = (await store.find(sdist.sha256)) !== undefined;
  const damaged =
    isThere && !(await store.isIntact(sdist.sha256)) ? new Set([sdist.sha256]) : new Set<Sha256>();
  const { wheels } = await ensureWheels({ ...request, packages: [sdist], damaged });
  const [source] = wheels;
  if (source === undefined) throw new Error(`${sdist.name} was asked for and is neither here nor missing`);
  return source;
};
