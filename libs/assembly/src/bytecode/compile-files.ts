import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { compilePython, type Interpreter, type PythonSource } from '@layerkit/execution-environment';
import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { quoteName, type ZipEntry } from '@layerkit/zip';
import { type InputFile, withInputFile } from '@layerkit/zip/files';
import { sortByName } from '@layerkit/zip/writing';
import { readLayerFiles } from '../splice/read-layer-files.ts';
import { openArchives, type OpenedArchives } from '../splice/opened-archives.ts';
import { pathInZip, type LayerFile } from '../splice/layer-file.ts';
import { bytecodeName } from './bytecode-name.ts';

export interface CompileFilesRequest {
  readonly sources: readonly LayerFile[];
  readonly inputs: readonly InputFile[];
  readonly target: Target;
  readonly interpreter: Interpreter;
  /** The folder to write the file with the compiled modules to. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface CompiledFile {
  readonly source: LayerFile;
  /** The entry of the compressed bytecode in the file. Its name is its path below the layer’s `python/`. */
  readonly entry: ZipEntry;
}

export interface CompiledFiles {
  readonly file: InputFile;
  readonly compiled: readonly CompiledFile[];
  /** Paths in the zip, sorted. */
  readonly notCompiled: readonly string[];
}

/**
 * Compiles modules with their paths on Lambda and compresses them, a few at a time.
 * @throws LayerkitError environment/failed; archive/invalid if a module is damaged
 */
export const compileFiles = async (request: CompileFilesRequest): Promise<CompiledFiles> => {
  const path = join(request.folder, 'bytecode');
  // group the files of a wheel, so that it is opened only once
  const sources = [...request.sources].sort((a, b) => a.origin.input - b.origin.input);
  const archives = openArchives(request.inputs);
  const handle = await open(path, 'w');
  try {
    const { compiled, notCompiled } = await compileInto(handle, { ...request, sources }, archives);
    return {
      file: withInputFile(path, (_, file) => file),
      compiled,
      notCompiled: sortByName(notCompiled, (name) => name),
    };
  } finally {
    archives.close();
    await handle.close();
  }
};

const compileInto = async (
  handle: FileHandle,
  { sources, target, interpreter, env }: CompileFilesRequest,
  archives: OpenedArchives,
): Promise<Omit<CompiledFiles, 'file'>> => {
  const [compiled, notCompiled]: [CompiledFile[], string[]] = [[], []];
  const pack = await packer();
  let [at, offset] = [0, 0];
  for await (const bytecode of compilePython(interpreter, readSources(sources, archives), env)) {
    const source = sources[at++];
    if (source === undefined) throw new RangeError('more modules were compiled than requested');
    if (bytecode === undefined) {
      notCompiled.push(pathInZip(source));
      continue;
    }
    const { data, ...facts } = pack(bytecode);
    await handle.write(data);
    const name = bytecodeName(source.path, target.runtime);
    compiled.push({
      source,
      entry: { name, directory: false, executable: false, dataOffset: offset, ...facts },
    });
    offset += data.length;
  }
  return { compiled, notCompiled };
};

const readSources = async function* (
  sources: readonly LayerFile[],
  archives: OpenedArchives,
): AsyncGenerator<PythonSource> {
  for await (const batch of readLayerFiles(sources, archives))
    for (const { file, content } of batch) {
      if (content === undefined) throw damaged(file);
      yield { path: `/opt/${pathInZip(file)}`, content };
    }
};

const damaged = ({ origin, entry }: LayerFile): LayerkitError =>
  new LayerkitError({
    code: 'archive/invalid',
    message: `${origin.label}: ${quoteName(entry.name)} has damaged content`,
    hint: 'Nothing was written. Lock another version of the package, or report the damaged wheel to its maintainers.',
  });

type Packed = Pick<ZipEntry, 'method' | 'crc32' | 'compressedBytes' | 'unpackedBytes'> & {
  readonly data: Uint8Array;
};

/** Returns a deflate function in JavaScript, because the output of Node’s zlib depends on the processor. */
const packer = async (): Promise<(content: Buffer) => Packed> => {
  // loaded here because only layers with bytecode need it
  const { deflateSync } = await import('fflate');
  return (content) => {
    const deflated = deflateSync(content, { level: 9 });
    const smaller = deflated.length < content.length;
    const data = smaller ? deflated : content;
    return {
      data,
      method: smaller ? 8 : 0,
      crc32: crc32(content),
      compressedBytes: data.length,
      unpackedBytes: content.length,
    };
  };
};
