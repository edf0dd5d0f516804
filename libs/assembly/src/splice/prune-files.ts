import type { DropReason, PruneOptions } from '@layerkit/artifact/prune-rules';
import type { WheelNotes } from '@layerkit/wheels/store';
import { packagesIn, type ZipRole } from '@layerkit/platform-resolution/layout';
import type { ShippedPackage } from '@layerkit/platform-resolution/runtimes';
import { isLasting } from '../pruning/lasting-files.ts';
import { globsWithoutMatch, pathMatcher } from '../pruning/path-matcher.ts';
import { prune } from '../pruning/prune.ts';
import type { FilesByPath } from './conflicts.ts';
import { findIdleClashes } from './idle-clashes.ts';
import { pathInZip, type LayerFile } from './layer-file.ts';
import type { LeftPackage } from './left-package.ts';
import { readLayerFiles } from './read-layer-files.ts';
import { openArchives } from './opened-archives.ts';
import { gatherEvidence, knowWheels, type KnownWheels, type ReadLayerFiles } from './layer-evidence.ts';
import type { LayerInputs } from './read-inputs.ts';
import type { RuntimeShare } from '../pruning/runtime-provided.ts';
import { findRuntimeShare } from './runtime-share.ts';

export interface PruneMaterial extends LayerInputs {
  readonly options: PruneOptions;
  readonly role: ZipRole;
  /** The layer’s requirements. */
  readonly requirements: readonly string[];
  /** Packages that others than the runtime provide, or that layer.json names. */
  readonly left: readonly LeftPackage[];
  readonly fromRuntime: boolean;
  /** The packages that the runtime ships; undefined if they are not known. */
  readonly shipped: readonly ShippedPackage[] | undefined;
  readonly notes: WheelNotes | undefined;
  /** Paths that several inputs have with different content. */
  readonly clashing: ReadonlySet<string>;
}

export interface Pruned {
  readonly dropped: ReadonlyMap<string, DropReason>;
  readonly warnings: readonly string[];
  readonly keep: KnownWheels['keep'];
}

/** Returns the files to drop. Unpacks the files that the rules search. */
export const pruneFiles = async (byPath: FilesByPath, material: PruneMaterial): Promise<Pruned> => {
  const { inputs, listed, notes, role } = material;
  const options = { ...material.options, folder: packagesIn[role] };
  const archives = openArchives(inputs);
  const read: ReadLayerFiles = (asked) => readLayerFiles(asked, archives);
  try {
    const { known, keep } =
      notes !== undefined && options.rules.some(looksInside)
        ? await knowWheels({ wheels: listed, files: material.files, notes, read })
        : nothingKnown;
    const runtime = await findRuntimeShare({
      ...material,
      versions: options.runtimeProvided ?? (material.fromRuntime ? 'unknown' : undefined),
      isStrict: material.fromRuntime,
      wheels: listed,
      read,
    });
    const files = [...byPath.values()];
    const reasonOf = leavingReasons(material.left, runtime);
    const here = files.filter((file) => reasonOf(file) === undefined);
    const dropped = await prune(
      here,
      runtime.names.has('botocore') ? { ...options, botocoreServices: undefined } : options,
      gatherEvidence(byPath, known, read),
    );
    const left = files.flatMap((file) => {
      const reason = reasonOf(file);
      return reason === undefined ? [] : [[file.path, reason] as const];
    });
    const isIncluded = await pathMatcher(options.include, options.folder);
    const clashes = await findIdleClashes({
      files: material.files,
      clashing: new Set([...material.clashing].filter((path) => !dropped.has(path))),
      isIncluded,
      read,
    });
    const idle = clashes.filter((path) => !dropped.has(path)).map((path) => [path, 'clashes'] as const);
    const warnings = [...runtime.warnings, ...(await idleGlobs(options, files))];
    return { dropped: new Map([...left, ...dropped, ...idle]), warnings, keep };
  } finally {
    archives.close();
  }
};

/** Returns a function that says why a file is left to others. */
const leavingReasons = (
  left: readonly LeftPackage[],
  runtime: RuntimeShare,
): ((file: LayerFile) => DropReason | undefined) => {
  const byOthers = new Map(left.map(({ name, by }) => [name, by]));
  return ({ origin: { owner }, prunable }) => {
    if (!prunable) return undefined;
    if (byOthers.has(owner)) return byOthers.get(owner) === 'runtime' ? 'runtime-provided' : 'provided';
    return runtime.names.has(owner) ? 'runtime-provided' : undefined;
  };
};

const nothingKnown: KnownWheels = { known: new Map(), keep: () => Promise.resolve() };

const looksInside = (rule: PruneOptions['rules'][number]): boolean => rule !== 'bytecode';

/** Returns a warning for each glob without effect: it matches no file, or only files that are never dropped. */
const idleGlobs = async (
  { include, exclude }: PruneOptions,
  files: readonly LayerFile[],
): Promise<readonly string[]> => {
  const paths = files.map(pathInZip);
  const [included, excluded, lasting] = await Promise.all([
    globsWithoutMatch(include, paths),
    globsWithoutMatch(exclude, paths),
    globsWithoutMatch(
      exclude,
      paths.filter((path) => !isLasting(path)),
    ),
  ]);
  return [
    ...included.map((glob) => `prune.include: ${glob} matches no file`),
    ...excluded.map((glob) => `prune.exclude: ${glob} matches no file`),
    ...lasting
      .filter((glob) => !excluded.includes(glob))
      .map((glob) => `prune.exclude: ${glob} matches only metadata and licenses, which are never dropped`),
  ];
};
