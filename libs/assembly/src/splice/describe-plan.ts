import type {
  LayerSize,
  LeftOut,
  PackageFacts,
  ProvidedPackage,
  WheelFacts,
} from '@layerkit/artifact/manifest';
import type { DropReason, PruneRuleName } from '@layerkit/artifact/prune-rules';
import type { InputFile } from '@layerkit/zip/files';
import { endRecordBytes, sortByName } from '@layerkit/zip/writing';
import type { Wheel } from '@layerkit/wheels';
import { dropOrder } from '../pruning/prune.ts';
import { pathInZip, zippedBytes, type LayerFile } from './layer-file.ts';
import type { LayerPlan } from './layer-plan.ts';
import type { LeftPackage } from './left-package.ts';

export interface PlanMaterial {
  /** The wheels, in the order of the inputs. */
  readonly wheels: readonly Wheel[];
  /** Packages that layer.json leaves to others. */
  readonly left: readonly LeftPackage[];
  readonly rules: readonly PruneRuleName[];
  /** All files, with unique paths. */
  readonly files: readonly LayerFile[];
  readonly dropped: ReadonlyMap<string, DropReason>;
  readonly warnings: readonly string[];
  readonly inputs: readonly InputFile[];
  readonly notInstalled: readonly LeftOut[];
}

/** Returns the plan: entries in the zip's order, sizes by package, and dropped files by rule. */
export const describePlan = (material: PlanMaterial): LayerPlan => {
  const { wheels, left, rules, files, dropped, inputs, notInstalled, warnings } = material;
  const reasons = new Set<DropReason>([...rules, ...dropped.values()]);
  const kept = files.filter((file) => !dropped.has(file.path));
  return {
    inputs,
    entries: sortByName(kept, (file) => file.path),
    size: sizeOf(kept),
    beforePruning: sizeOf(files),
    ...packageFacts(wheels, kept, left),
    pruned: dropOrder
      .filter((reason) => reasons.has(reason))
      .map((reason) => ({
        rule: reason,
        files: sortByName(
          files.filter((file) => dropped.get(file.path) === reason).map(toLeftOut),
          (file) => file.path,
        ),
      })),
    notInstalled: sortByName(notInstalled, (file) => file.path),
    warnings,
  };
};

const toLeftOut = (file: LayerFile): LeftOut => ({
  path: pathInZip(file),
  package: file.origin.owner,
  zippedBytes: zippedBytes(file),
  unpackedBytes: file.entry.unpackedBytes,
});

const sizeOf = (files: readonly LayerFile[]): LayerSize => ({
  bytes: files.reduce((sum, file) => sum + zippedBytes(file), endRecordBytes),
  unpackedBytes: files.reduce((sum, file) => sum + file.entry.unpackedBytes, 0),
  entries: files.length,
});

const packageFacts = (
  wheels: readonly Wheel[],
  kept: readonly LayerFile[],
  left: readonly LeftPackage[],
): Pick<LayerPlan, 'packages' | 'runtimeProvided' | 'provided'> => {
  const leftTo = new Map(left.map((one) => [one.name, one]));
  const provided: ProvidedPackage[] = [];
  const packages: PackageFacts[] = [];
  const runtimeProvided: WheelFacts[] = [];
  const sums = new Map<number, { zippedBytes: number; unpackedBytes: number }>();
  for (const file of kept) {
    const sum = sums.get(file.origin.input) ?? { zippedBytes: 0, unpackedBytes: 0 };
    sum.zippedBytes += zippedBytes(file);
    sum.unpackedBytes += file.entry.unpackedBytes;
    sums.set(file.origin.input, sum);
  }
  for (const [input, { name, version, fileName, sha256, builtFrom }] of wheels.entries()) {
    const sum = sums.get(input);
    const facts = { name, version, wheel: fileName, sha256 };
    const { by, version: providedVersion } = leftTo.get(name) ?? {};
    // metadata is never dropped otherwise, so a wheel without files is left to others
    if (sum === undefined && leftTo.has(name) && by !== 'runtime')
      provided.push({
        ...facts,
        ...(by !== undefined && { by }),
        ...(providedVersion !== undefined && { providedVersion }),
      });
    else if (sum === undefined) runtimeProvided.push(facts);
    else packages.push({ ...facts, ...(builtFrom && { builtFrom }), ...sum });
  }
  return { packages, runtimeProvided, provided };
};
