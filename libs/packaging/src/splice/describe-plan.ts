import { pruneRuleNames, type LeftOut, type PackageFacts, type PruneRuleName } from '@layerkit/artifact';
import type { InputFile } from '../archive/input-file.ts';
import { endRecordBytes } from '../archive/zip-record.ts';
import type { Wheel } from '../store/wheel.ts';
import { layerPrefix, zippedBytes, type LayerFile } from './layer-file.ts';
import type { LayerPlan, LayerSize, PlannedEntry } from './layer-plan.ts';

export interface PlanMaterial {
  /** In the order of the inputs. */
  readonly wheels: readonly Wheel[];
  readonly rules: readonly PruneRuleName[];
  /** One for each path. */
  readonly files: readonly LayerFile[];
  readonly dropped: ReadonlyMap<string, PruneRuleName>;
  readonly inputs: readonly InputFile[];
  readonly notInstalled: readonly LeftOut[];
}

/** Puts the decisions into the plan: entries in the zip's order, figures by package and by rule. */
export const describePlan = (material: PlanMaterial): LayerPlan => {
  const { wheels, rules, files, dropped, inputs, notInstalled } = material;
  const kept = files.filter((file) => !dropped.has(file.path));
  return {
    inputs,
    entries: sortByNameBytes(kept.map(toPlanned)),
    size: sizeOf(kept),
    beforePruning: sizeOf(files),
    packages: packageFacts(wheels, kept),
    pruned: pruneRuleNames
      .filter((rule) => rules.includes(rule))
      .map((rule) => ({
        rule,
        files: sortByPath(files.filter((file) => dropped.get(file.path) === rule).map(toLeftOut)),
      })),
    notInstalled: sortByPath(notInstalled),
  };
};

const toPlanned = (file: LayerFile): PlannedEntry => ({
  name: layerPrefix + file.path,
  input: file.input,
  executable: file.executable,
  dataOffset: file.packed.dataOffset,
  method: file.packed.method,
  crc32: file.packed.crc32,
  compressedBytes: file.packed.compressedBytes,
  unpackedBytes: file.packed.unpackedBytes,
});

const toLeftOut = (file: LayerFile): LeftOut => ({
  path: layerPrefix + file.path,
  package: file.owner,
  zippedBytes: zippedBytes(file),
  unpackedBytes: file.packed.unpackedBytes,
});

/** UTF-16 order is that of the bytes except beyond the basic plane, so only then are bytes compared. */
const sortByNameBytes = (entries: readonly PlannedEntry[]): readonly PlannedEntry[] =>
  [...entries].sort((a, b) => compareBytes(a.name, b.name));

const sortByPath = (files: readonly LeftOut[]): readonly LeftOut[] =>
  [...files].sort((a, b) => compareBytes(a.path, b.path) || compareBytes(a.package, b.package));

const surrogate = /[\ud800-\udfff]/;

const compareBytes = (a: string, b: string): number => {
  if (a === b) return 0;
  if (surrogate.test(a) || surrogate.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
};

const sizeOf = (files: readonly LayerFile[]): LayerSize => ({
  bytes: files.reduce((sum, file) => sum + zippedBytes(file), endRecordBytes),
  unpackedBytes: files.reduce((sum, file) => sum + file.packed.unpackedBytes, 0),
  entries: files.length,
});

const packageFacts = (wheels: readonly Wheel[], kept: readonly LayerFile[]): readonly PackageFacts[] => {
  const sums = new Map<number, { zippedBytes: number; unpackedBytes: number }>();
  for (const file of kept) {
    const sum = sums.get(file.input) ?? { zippedBytes: 0, unpackedBytes: 0 };
    sum.zippedBytes += zippedBytes(file);
    sum.unpackedBytes += file.packed.unpackedBytes;
    sums.set(file.input, sum);
  }
  return wheels.map((wheel, input) => ({
    name: wheel.name,
    version: wheel.version,
    wheel: wheel.fileName,
    sha256: wheel.sha256,
    ...(sums.get(input) ?? { zippedBytes: 0, unpackedBytes: 0 }),
  }));
};
