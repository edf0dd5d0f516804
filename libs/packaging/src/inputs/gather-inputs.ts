import { join } from 'node:path';
import {
  manifestName,
  sha256OfFile,
  type LayerArtifact,
  type LayerDefinition,
  type Sha256,
} from '@layerkit/artifact';
import type { Target } from '@layerkit/platform-resolution';
import { importsPath } from '../imports/imports-list.ts';
import { lockPath } from '../lock/lock.ts';
import { readLock } from '../lock/read-lock.ts';
import { walkSources } from '../source/walk-sources.ts';
import type { BuildInputs } from './build-inputs.ts';
import { toolVersion } from './tool-version.ts';

export interface GatherRequest {
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  readonly target: Target;
}

/**
 * What an artifact that was just built is made from.
 * @throws LayerkitError lock/missing, lock/invalid where the lock was changed meanwhile
 */
export const gatherInputs = async (request: GatherRequest, artifact: LayerArtifact): Promise<BuildInputs> => {
  const { projectRoot, definition, target } = request;
  const { bytecode } = artifact.manifest;
  return {
    schema: 'layerkit/build-inputs/1',
    target,
    manifestSha256: await sha256OfFile(join(artifact.directory, manifestName)),
    tool: await toolVersion(),
    ...(bytecode && { interpreter: bytecode.interpreter }),
    definition: asJson(definition),
    ...(definition.requirements !== undefined && { lock: await lockedInputs(request) }),
    ...(definition.bytecode === 'imported' && {
      imports: await sha256OfFile(importsPath(projectRoot, target.runtime)),
    }),
    ...(definition.sources !== undefined && {
      sources: await digestsBelow(join(projectRoot, definition.sources)),
    }),
  };
};

/** `$schema` is for editors; what is undefined is not there in JSON. */
const asJson = (definition: LayerDefinition): BuildInputs['definition'] =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- it was JSON when it was read
  JSON.parse(JSON.stringify({ ...definition, $schema: undefined })) as BuildInputs['definition'];

const lockedInputs = async ({ projectRoot, target }: GatherRequest) => {
  const { inputsDigest, packages } = await readLock(lockPath(projectRoot, target));
  return {
    requirements: inputsDigest,
    packages: packages.map(({ name, version, sha256 }) => ({ name, version, sha256 })),
  };
};

const digestsBelow = async (folder: string): Promise<Record<string, Sha256>> => {
  const { files } = await walkSources(folder);
  const digests: Record<string, Sha256> = {};
  for (const { name, path } of files) digests[name] = await sha256OfFile(path);
  return digests;
};
