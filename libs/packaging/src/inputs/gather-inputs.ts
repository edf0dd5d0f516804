import { relative, sep } from 'node:path';
import { formatManifest, type LayerArtifact } from '@layerkit/artifact';
import type { LayerDefinition } from '@layerkit/artifact/definition';
import { sha256Of, sha256OfFile, type Sha256 } from '@layerkit/artifact/digest';
import { readTextFile } from '@layerkit/artifact/text-file';
import { importsPath } from '@layerkit/locking/imports';
import { lockPath, readLock } from '@layerkit/locking/lock';
import { layerRequirements } from '@layerkit/locking/requirements';
import { walkPlaces } from '@layerkit/zip/sources';
import type { LayerInputs } from '../layer-inputs.ts';
import type { BuildInputs } from './build-inputs.ts';
import { otherLayers } from '../provided/left-to-others.ts';
import { ownFolders, type OwnFile } from './own-files.ts';
import { toolVersion } from './tool-version.ts';

/**
 * Returns the build inputs of a new artifact.
 * @throws LayerkitError lock/missing, lock/invalid, requirements/* if the files changed in the meantime
 */
export const gatherInputs = async (request: LayerInputs, artifact: LayerArtifact): Promise<BuildInputs> => {
  const { projectRoot, definition, target } = request;
  const { bytecode } = artifact.manifest;
  return {
    schema: 'layerkit/build-inputs/1',
    target,
    // Not of the file, which another build may replace at this moment
    manifestSha256: sha256Of(formatManifest(artifact.manifest)),
    tool: await toolVersion(),
    interpreter: bytecode?.interpreter,
    definition: asJson(definition),
    ...(definition.requirements !== undefined && { lock: await lockedInputs(request) }),
    ...(definition.providedBy !== undefined && { providers: await locksOfOthers(request) }),
    ...(definition.bytecode === 'imported' && {
      imports: await sha256OfFile(importsPath(projectRoot, target.runtime)),
    }),
    ...(await ownInputs(request)),
    ...(definition.files !== undefined && {
      files: await digestsOf((await walkPlaces(projectRoot, definition.files)).files),
    }),
  };
};

/** Returns digests of the locks of other layers, by their names. */
const locksOfOthers = async (request: LayerInputs): Promise<Record<string, Sha256>> => {
  const digests: Record<string, Sha256> = {};
  for (const { name, root } of otherLayers(request))
    digests[name] = sha256Of(await readTextFile(lockPath(root, request.target)));
  return digests;
};

/** Returns the definition as JSON, without undefined fields and without `$schema`, which is for editors. */
const asJson = (definition: LayerDefinition): BuildInputs['definition'] =>
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- it was JSON when it was read
  JSON.parse(JSON.stringify({ ...definition, $schema: undefined })) as BuildInputs['definition'];

const lockedInputs = async ({ projectRoot, definition, target }: LayerInputs) => {
  const { inputsDigest, packages } = await readLock(lockPath(projectRoot, target));
  const { paths } = await layerRequirements(projectRoot, definition);
  return {
    requirements: inputsDigest,
    files: await digestsOfTexts(projectRoot, paths),
    packages: packages.map(({ name, version, sha256 }) => ({ name, version, sha256 })),
  };
};

/** Returns digests of text files, ignoring line endings, which git may change on another machine. */
const digestsOfTexts = async (
  projectRoot: string,
  paths: readonly string[],
): Promise<Record<string, Sha256>> => {
  const digests: Record<string, Sha256> = {};
  for (const path of [...paths].sort()) {
    const name = relative(projectRoot, path).split(sep).join('/');
    digests[name] = sha256Of((await readTextFile(path)).replace(/\r\n?/g, '\n'));
  }
  return digests;
};

/** Returns digests of own code: that of `sources`, and that of each local package. */
const ownInputs = async (request: LayerInputs): Promise<Pick<BuildInputs, 'sources' | 'locals'>> => {
  const all = await ownFolders(request);
  const own = all.filter((one) => one.package === undefined);
  const sources: Record<string, Sha256> = {};
  for (const { folder, files } of own)
    Object.assign(sources, await digestsOf(files, own.length > 1 ? `${folder}/` : ''));
  const locals: Record<string, Record<string, Sha256>> = {};
  for (const { package: name, files } of all) if (name !== undefined) locals[name] = await digestsOf(files);
  return {
    ...(own.length > 0 && { sources }),
    ...(Object.keys(locals).length > 0 && { locals }),
  };
};

const digestsOf = async (files: readonly OwnFile[], prefix = ''): Promise<Record<string, Sha256>> => {
  const digests: Record<string, Sha256> = {};
  for (const { name, path } of files) digests[prefix + name] = await sha256OfFile(path);
  return digests;
};
