import type { PruneOptions, PruneRuleName } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { checkDigests, type Wheel, type WheelNotes } from '@layerkit/wheels';
import { compareUnits } from '@layerkit/zip';
import type { ShippedPackage } from '@layerkit/platform-resolution';
import { pruneOptions } from '../pruning/prune-options.ts';
import { reportDifferingFiles, reportNameClashes } from './conflicts.ts';
import { describePlan } from './describe-plan.ts';
import type { LayerFile } from './layer-file.ts';
import type { LayerPlan } from './layer-plan.ts';
import { pruneFiles } from './prune-files.ts';
import { readInputs, type OwnSources } from './read-inputs.ts';

export interface PlanRequest {
  /** In any order: the plan is the same. */
  readonly wheels: readonly Wheel[];
  readonly sources?: OwnSources | undefined;
  /** As layer.json says it: names of rules, or more than that. */
  readonly prune: readonly PruneRuleName[] | PruneOptions;
  /** What the layer itself asks for: `prune.runtimeProvided` must not contradict it. */
  readonly requirements?: readonly string[] | undefined;
  /** What the runtime ships: `prune.runtimeProvided` chooses from it. Undefined when it is not known. */
  readonly shipped?: readonly ShippedPackage[] | undefined;
  /** Where it stands what the rules found in these wheels before; without it they look into every file. */
  readonly notes?: WheelNotes | undefined;
}

/**
 * Reads and checks every input once and says what the layer will hold, what was left out and why, and what it
 * will weigh. Writes nothing.
 * @throws LayerkitError archive/invalid when an input is damaged, is not the file of the lock or holds what no
 *   layer may; archive/conflict when inputs contradict one another. Every problem of every input is in the
 *   one error. definition/invalid when layer.json names a service that botocore does not have.
 */
export const planLayer = async ({
  wheels,
  sources,
  prune,
  requirements = [],
  shipped,
  notes,
}: PlanRequest): Promise<LayerPlan> => {
  const options = pruneOptions(prune);
  const invalid: string[] = [];
  const conflicts: string[] = [];
  const ordered = [...wheels].sort(
    (a, b) =>
      compareUnits(a.name, b.name) ||
      compareUnits(a.fileName, b.fileName) ||
      compareUnits(a.sha256, b.sha256),
  );
  const read = readInputs({ wheels: ordered, sources, report: (problem) => invalid.push(problem) });
  const { files, pairs } = oneForEachPath(read.files);
  const [otherFiles, damaged]: [string[], string[]] = [[], []];
  // Hashing keeps this thread busy, unpacking for the rules the others.
  const report = (problem: string): unknown => damaged.push(problem);
  const [{ dropped, warnings, keep }] = await Promise.all([
    pruneFiles(files, { ...read, options, requirements, shipped, notes, report }),
    checkDigests(read.listed, (problem) => otherFiles.push(problem)),
  ]);
  invalid.push(...otherFiles, ...damaged);
  const all = [...files.values()];
  // What is not in the layer contradicts nothing in it.
  for (const path of dropped.keys()) files.delete(path);
  const keptPairs = pairs.filter(([file]) => files.has(file.path));
  await reportDifferingFiles(keptPairs, read.inputs, (problem) => conflicts.push(problem));
  reportNameClashes(files, (problem) => conflicts.push(problem));
  if (invalid.length + conflicts.length > 0) throw refused(invalid, conflicts);
  await keep();
  return describePlan({ ...read, wheels: ordered, rules: options.rules, files: all, dropped, warnings });
};

/** The first file of each path, and each further one beside the first. */
const oneForEachPath = (
  all: readonly LayerFile[],
): {
  readonly files: Map<string, LayerFile>;
  readonly pairs: readonly (readonly [LayerFile, LayerFile])[];
} => {
  const files = new Map<string, LayerFile>();
  const pairs: [LayerFile, LayerFile][] = [];
  for (const file of all) {
    const first = files.get(file.path);
    if (first === undefined) files.set(file.path, file);
    else pairs.push([first, file]);
  }
  return { files, pairs };
};

const refused = (invalid: readonly string[], conflicts: readonly string[]): LayerkitError => {
  const problems = [...invalid, ...conflicts];
  const count = `${String(problems.length)} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return invalid.length > 0
    ? new LayerkitError({
        code: 'archive/invalid',
        message: `the layer can’t be built from these files: ${count}`,
        problems,
        hint: 'Nothing was written. Lock another version of the package, or tell its maintainers what is wrong with the wheel.',
      })
    : new LayerkitError({
        code: 'archive/conflict',
        message: `the layer’s inputs contradict one another: ${count}`,
        problems,
        hint: 'Nothing was written. Only one of them can be in a layer: leave one package out, or rename the own module.',
      });
};
