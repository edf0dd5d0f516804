import { types } from 'node:util';
import type { LeftOut } from '@layerkit/artifact/manifest';
import { quoteName, type ReportProblem, type ZipEntry, readZipFile } from '@layerkit/zip';
import type { InputFile } from '@layerkit/zip/files';
import { entryBytes } from '@layerkit/zip/writing';
import { type ListedWheel, type PlacedFile, readWheel, type Wheel } from '@layerkit/wheels';
import type { LayerFile } from './layer-file.ts';

/** A zip of own code, with paths below the folder that has the packages. */
export interface OwnSources {
  readonly zipPath: string;
  /** The name in error messages. */
  readonly name: string;
}

export interface LayerInputs {
  readonly inputs: readonly InputFile[];
  readonly files: readonly LayerFile[];
  /** The wheels among the inputs. */
  readonly listed: readonly ListedWheel[];
  readonly notInstalled: readonly LeftOut[];
}

export interface ReadInputsOptions {
  /** The folder of the zip for packages: `python/`, or empty. */
  readonly folder: string;
  /** The wheels, sorted: if several have the same file, the first one’s is kept. */
  readonly wheels: readonly Wheel[];
  readonly sources?: readonly OwnSources[] | undefined;
  readonly report: ReportProblem;
}

/** Lists the files of every input. Continues after a problem. */
export const readInputs = ({ folder, wheels, sources = [], report }: ReadInputsOptions): LayerInputs => {
  const inputs: InputFile[] = [];
  const files: LayerFile[] = [];
  const listed: ListedWheel[] = [];
  const notInstalled: LeftOut[] = [];
  for (const wheel of wheels) {
    const contents = reportingUnreadable(wheel.fileName, report, (about) => readWheel(wheel, about));
    if (contents === undefined) continue;
    listed.push(contents.listed);
    const origin = {
      input: inputs.push(contents.listed.file) - 1,
      owner: wheel.name,
      label: wheel.fileName,
      folder,
    };
    for (const { path, entry } of contents.placed) files.push({ path, origin, entry, prunable: true });
    for (const entry of contents.leftOut) notInstalled.push(toLeftOut(entry, origin));
  }
  const own = sources.flatMap((one): readonly LayerFile[] => {
    const contents = reportingUnreadable(one.name, report, (about) => readSources(one, folder, about));
    if (contents === undefined) return [];
    const origin = {
      input: inputs.push(contents.file) - 1,
      owner: one.name,
      label: one.name,
      folder,
    };
    return contents.placed.map(({ path, entry }) => ({ path, origin, entry, prunable: false }));
  });
  // own code first, so that its file is kept if a wheel has the same one
  return { inputs, listed, notInstalled, files: [...own, ...files] };
};

const toLeftOut = (entry: ZipEntry, { owner, folder }: LayerFile['origin']): LeftOut => ({
  path: entry.name,
  package: owner,
  zippedBytes: entryBytes(folder + entry.name, entry.compressedBytes),
  unpackedBytes: entry.unpackedBytes,
});

const readSources = (
  sources: OwnSources,
  folder: string,
  report: ReportProblem,
): { readonly file: InputFile; readonly placed: readonly PlacedFile[] } => {
  const { file, entries } = readZipFile(sources.zipPath, report);
  const isInside = ({ name }: ZipEntry): boolean => name.startsWith(folder);
  const files = entries.filter((entry) => !entry.directory);
  for (const entry of files) if (!isInside(entry)) report(`${quoteName(entry.name)} is not below ${folder}`);
  const placed = files.filter(isInside).map((entry) => ({ path: entry.name.slice(folder.length), entry }));
  return { file, placed };
};

const reportingUnreadable = <T>(
  name: string,
  report: ReportProblem,
  read: (report: ReportProblem) => T,
): T | undefined => {
  try {
    return read((problem) => report(`${name}: ${problem}`));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    report(`${name}: cannot read the file: ${error.message}`);
    return undefined;
  }
};

const isSystemError = (error: unknown): error is Error => types.isNativeError(error) && 'syscall' in error;
