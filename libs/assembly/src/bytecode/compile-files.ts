import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { compilePython, type Interpreter, type PythonSource } from '@layerkit/execution-environment';
import { LayerkitError } from '@layerkit/failure';
import type { Target } from '@layerkit/platform-resolution';
import { type InputFile, quoteName, sortByName, withInputFile, type ZipEntry } from '@layerkit/zip';
import { readContents } from '../splice/content-reader.ts';
import { openInputs, type InputReader } from '../splice/input-reader.ts';
import { layerName, type LayerFile } from '../splice/layer-file.ts';
import { bytecodeName } from './bytecode-name.ts';

export interface CompileFilesRequest {
  readonly sources: readonly LayerFile[];
  readonly inputs: readonly InputFile[];
  readonly target: Target;
  readonly interpreter: Interpreter;
  /** Gets one file, which holds what was compiled. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface CompiledFile {
  readonly source: LayerFile;
  /** Where its compiled form lies in the file, compressed. Named as in the layer, below `python/`. */
  readonly entry: ZipEntry;
}

export interface CompiledFiles {
  readonly file: InputFile;
  readonly compiled: readonly CompiledFile[];
  /** Names in the zip, sorted. */
  readonly notCompiled: readonly string[];
}

/**
 * Compiles modules for the place that they have on Lambda and compresses them, a few at a time.
 * @throws LayerkitError environment/failed; archive/invalid when a source is damaged
 */
export const compileFiles = async (request: CompileFilesRequest): Promise<CompiledFiles> => {
  const path = join(request.folder, 'bytecode');
  // files of one wheel stand together, so that it is opened once
  const sources = [...request.sources].sort((a, b) => a.origin.input - b.origin.input);
  const inputs = openInputs(request.inputs);
  const handle = await open(path, 'w');
  try {
    const { compiled, notCompiled } = await compileInto(handle, { ...request, sources }, inputs);
    return {
      file: withInputFile(path, (_, file) => file),
      compiled,
      notCompiled: sortByName(notCompiled, (name) => name),
    };
  } finally {
    inputs.close();
    await handle.close();
  }
};

const compileInto = async (
  handle: FileHandle,
  { sources, target, interpreter, env }: CompileFilesRequest,
  inputs: InputReader,
): Promise<Omit<CompiledFiles, 'file'>> => {
  const [compiled, notCompiled]: [CompiledFile[], string[]] = [[], []];
  const pack = await packer();
  let [at, offset] = [0, 0];
  for await (const bytecode of compilePython(interpreter, readSources(sources, inputs), env)) {
    const source = sources[at++];
    if (source === undefined) throw new RangeError('more was compiled than asked for');
    if (bytecode === undefined) {
      notCompiled.push(layerName(source));
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
  inputs: InputReader,
): AsyncGenerator<PythonSource> {
  for await (const batch of readContents(sources, inputs))
    for (const { file, content } of batch) {
      if (content === undefined) throw damaged(file);
      yield { path: `/opt/${layerName(file)}`, content };
    }
};

const damaged = ({ origin, entry }: LayerFile): LayerkitError =>
  new LayerkitError({
    code: 'archive/invalid',
    message: `${origin.label}: ${quoteName(entry.name)} has damaged content`,
    hint: 'Nothing was written. Lock another version of the package, or tell its maintainers what is wrong with the wheel.',
  });

type Packed = Pick<ZipEntry, 'method' | 'crc32' | 'compressedBytes' | 'unpackedBytes'> & {
  readonly data: Uint8Array;
};

/** Node’s own zlib gives other bytes on other processors; this one is JavaScript, with the same bytes everywhere. */
const packer = async (): Promise<(content: Buffer) => Packed> => {
  // Loaded here: a layer without bytecode needs none of it.
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
