import type { Finding } from '@layerkit/artifact/finding';
import type { Target } from '@layerkit/platform-resolution';
import { groupBy } from '@layerkit/zip';
import { cacheTag } from '../../auditors/bytecode/audit-bytecode.ts';
import { sayOfEach } from '../../findings/of-each.ts';
import { readAuditedFiles } from '../../subject/read-audited-files.ts';
import type { AuditedFile } from '../../subject/subject.ts';
import type { MergedLayers, PlacedFile } from '../merge-layers.ts';

/**
 * Returns findings for modules that a later layer replaces without their bytecode. Python compares no source with an
 * unchecked hash-based `.pyc` (PEP 552), so it keeps running the code of the layer below. Reads only the bytecode of
 * replaced sources.
 */
export const staleBytecodeFindings = async (
  { files }: MergedLayers,
  { runtime }: Target,
): Promise<readonly Finding[]> => {
  const read = `.${cacheTag(runtime)}.pyc`;
  const suspects = [...files.values()].flatMap((cache) => {
    if (!cache.file.path.endsWith(read)) return [];
    const source = files.get(sourceOf(cache.file.path) ?? '');
    return source === undefined || source.zip === cache.zip || isFrom(cache, source)
      ? []
      : [{ cache, source }];
  });
  const byZip = groupBy(suspects, ({ cache, source }) => JSON.stringify([cache.zip.name, source.zip.name]));
  const found: Finding[] = [];
  for (const group of byZip.values()) {
    const [{ cache, source }] = group;
    const stale = await uncheckedAmong(
      cache.zip.subject,
      group.map((suspect) => suspect.cache.file),
    );
    if (stale.length > 0)
      found.push({
        code: 'stack/stale-bytecode',
        severity: 'error',
        ...sayOfEach(
          stale.map(({ path }) => path),
          `of ${cache.zip.name} is bytecode that Python does not compare with its source, and ${source.zip.name} replaces the source: the old code runs`,
        ),
        hint: `Keep the package in one of the two layers, or build ${cache.zip.name} with "bytecode": "none" in layer.json.`,
      });
  }
  return found;
};

/** Returns `a.py` for `__pycache__/a.cpython-312.pyc`, and undefined for other paths. */
const sourceOf = (path: string): string | undefined =>
  path.endsWith('.pyc') && path.includes('__pycache__/')
    ? path.replace(/__pycache__\/([^/.]+)\.[^/]+\.pyc$/, '$1.py')
    : undefined;

/** Returns whether a source is the same as the one that bytecode was compiled from, which its own zip has too. */
const isFrom = ({ zip, file }: PlacedFile, source: PlacedFile): boolean => {
  const own = sourcesOf(zip).get(sourceOf(file.path) ?? '');
  return (
    own?.packed.crc32 === source.file.packed.crc32 &&
    own.packed.unpackedBytes === source.file.packed.unpackedBytes
  );
};

const sourcesOf = (zip: PlacedFile['zip']): ReadonlyMap<string, AuditedFile> => {
  const known = sources.get(zip) ?? new Map(zip.subject.files.map((file) => [file.path, file]));
  sources.set(zip, known);
  return known;
};

/** A cache of the files of each zip by path. */
const sources = new WeakMap<PlacedFile['zip'], ReadonlyMap<string, AuditedFile>>();

/** Returns the bytecode files whose flags say hash-based and unchecked. */
const uncheckedAmong = async (
  subject: PlacedFile['zip']['subject'],
  files: readonly AuditedFile[],
): Promise<readonly AuditedFile[]> => {
  const stale: AuditedFile[] = [];
  for await (const { file, content } of readAuditedFiles(subject, files))
    if (content !== undefined && content.length >= 8 && content.readUInt32LE(4) === hashBased)
      stale.push(file);
  return stale;
};

/** Bit 0 of the flags: hash-based. Bit 1, check the source, is not set. */
const hashBased = 0b01;
