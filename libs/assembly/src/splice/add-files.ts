import type { LayerSize, LeftOut } from '@layerkit/artifact/manifest';
import { readZipFile } from '@layerkit/zip';
import { sortByName } from '@layerkit/zip/writing';
import { dropOrder } from '../pruning/prune.ts';
import { globsWithoutMatch, zipPathMatcher } from '../pruning/path-matcher.ts';
import { pathInZip, zippedBytes, type LayerFile } from './layer-file.ts';
import type { LayerPlan } from './layer-plan.ts';

export interface FilesToAdd {
  /** A zip with the files at their paths in the layer, none of them below `python/`. */
  readonly zipPath: string;
  readonly places: readonly string[];
  /** Globs of `prune.exclude` for them. No other rule applies to these files. */
  readonly exclude: readonly string[];
}

/** Adds files outside `python/` to a planned layer. layerkit has just written their zip, so it is not checked again. */
export const addFiles = async (
  plan: LayerPlan,
  { zipPath, places, exclude }: FilesToAdd,
): Promise<LayerPlan> => {
  const { file, entries } = readZipFile(zipPath, () => undefined);
  const origin = { input: plan.inputs.length, owner: 'files', label: 'files', folder: '' };
  const all = entries.map((entry): LayerFile => ({ path: entry.name, origin, entry, prunable: false }));
  const isExcluded = await zipPathMatcher(exclude);
  const [kept, dropped] = [
    all.filter(({ path }) => !isExcluded(path)),
    all.filter(({ path }) => isExcluded(path)),
  ];
  const idle = await globsWithoutMatch(exclude, all.map(pathInZip));
  return {
    ...plan,
    inputs: [...plan.inputs, file],
    entries: sortByName([...plan.entries, ...kept], pathInZip),
    size: plus(plan.size, kept),
    beforePruning: plus(plan.beforePruning, all),
    files: { places: [...places], files: kept.length, ...sizes(kept) },
    pruned: dropped.length === 0 ? plan.pruned : withExcluded(plan.pruned, dropped.map(toLeftOut)),
    warnings: [...plan.warnings, ...idle.map((glob) => `prune.exclude: ${glob} matches no file`)],
  };
};

const sizes = (files: readonly LayerFile[]) => ({
  zippedBytes: files.reduce((sum, file) => sum + zippedBytes(file), 0),
  unpackedBytes: files.reduce((sum, file) => sum + file.entry.unpackedBytes, 0),
});

const plus = (size: LayerSize, files: readonly LayerFile[]): LayerSize => {
  const added = sizes(files);
  return {
    bytes: size.bytes + added.zippedBytes,
    unpackedBytes: size.unpackedBytes + added.unpackedBytes,
    entries: size.entries + files.length,
  };
};

const withExcluded = (pruned: LayerPlan['pruned'], more: readonly LeftOut[]): LayerPlan['pruned'] => {
  const before = pruned.find(({ rule }) => rule === 'exclude')?.files ?? [];
  const files = sortByName([...before, ...more], ({ path }) => path);
  return [...pruned.filter(({ rule }) => rule !== 'exclude'), { rule: 'exclude' as const, files }].toSorted(
    (a, b) => dropOrder.indexOf(a.rule) - dropOrder.indexOf(b.rule),
  );
};

const toLeftOut = (file: LayerFile): LeftOut => ({
  path: pathInZip(file),
  package: file.origin.owner,
  zippedBytes: zippedBytes(file),
  unpackedBytes: file.entry.unpackedBytes,
});
