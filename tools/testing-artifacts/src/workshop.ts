import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  functionZipName,
  layerZipName,
  readFunctionArtifact,
  readLayerArtifact,
  writeManifest,
  type FunctionArtifact,
  type LayerArtifact,
} from '@layerkit/artifact';
import { functionDefinitionSchema, type FunctionDefinition } from '@layerkit/artifact/definition';
import { sha256OfFile } from '@layerkit/artifact/digest';
import type { ZipFacts } from '@layerkit/artifact/manifest';
import { parseTarget } from '@layerkit/platform-resolution';
import { ZipArchive } from 'archiver';

export type Files = Readonly<Record<string, string>>;

/** Writes a real zip of these files. The same files give the same bytes. */
export const writeZip = async (path: string, files: Files): Promise<ZipFacts> => {
  const archive = new ZipArchive({ store: true });
  const written = pipeline(archive, createWriteStream(path));
  for (const [name, text] of Object.entries(files))
    archive.append(text, { name, date: new Date(Date.UTC(1980, 0, 1)), mode: 0o644 });
  await archive.finalize();
  await written;
  return {
    file: basename(path),
    sha256: await sha256OfFile(path),
    bytes: (await stat(path)).size,
    unpackedBytes: Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    entries: Object.keys(files).length,
  };
};

/** Builds real artifacts below one temporary folder. */
export const openWorkshop = async () => {
  const root = await mkdtemp(join(tmpdir(), 'publishing-'));
  let count = 0;
  const directory = async () => {
    const path = join(root, String((count += 1)));
    await mkdir(path);
    return path;
  };
  return {
    root,
    close: () => rm(root, { recursive: true, force: true }),
    layer: async (layerName: string, target: string, files: Files): Promise<LayerArtifact> => {
      const path = await directory();
      const zip = await writeZip(join(path, layerZipName), files);
      await writeManifest(path, {
        schema: 'layerkit/layer-manifest/1',
        layerName,
        description: `What ${layerName} is for`,
        target: parseTarget(target),
        zip,
        beforePruning: { bytes: zip.bytes, unpackedBytes: zip.unpackedBytes, entries: zip.entries },
        packages: [],
        pruned: [],
        notInstalled: [],
        warnings: [],
      });
      return readLayerArtifact(path);
    },
    function: async (definition: FunctionDefinition, files: Files): Promise<FunctionArtifact> => {
      const path = await directory();
      const zip = await writeZip(join(path, functionZipName), files);
      const { functionName, runtime, architecture } = definition;
      await writeManifest(path, {
        schema: 'layerkit/function-manifest/1',
        functionName,
        target: { runtime, architecture },
        zip,
      });
      return readFunctionArtifact(path);
    },
  };
};

export type Workshop = Awaited<ReturnType<typeof openWorkshop>>;

/** Returns the definition of a function with these fields, as if read from function.json. */
export const definitionOf = (fields: Readonly<Record<string, unknown>>): FunctionDefinition =>
  functionDefinitionSchema.parse({
    functionName: 'orchestrator',
    runtime: 'python3.12',
    handler: 'echo.handle',
    role: 'arn:aws:iam::000000000000:role/orchestrator',
    ...fields,
  });

/** The code of a handler that returns its event. */
export const echoFiles: Files = { 'echo.py': 'def handle(event, context):\n    return event\n' };
