import type { PruneRuleName } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';
import { prune } from '../pruning/prune.ts';
import type { Wheel } from '../store/wheel.ts';
import { reportDifferingFiles, reportNameClashes, type FilesOfPath } from './conflicts.ts';
import { openInputs, readContent } from './content-reader.ts';
import { describePlan } from './describe-plan.ts';
import type { LayerFile } from './layer-file.ts';
import type { LayerPlan } from './layer-plan.ts';
import { readInputs, type LayerInputs, type SourceArchive } from './read-inputs.ts';

export interface PlanRequest {
  /** In any order: the plan is the same. */
  readonly wheels: readonly Wheel[];
  readonly sources?: SourceArchive | undefined;
  readonly prune: readonly PruneRuleName[];
}

/**
 * Reads and checks every input once and says what the layer will hold, what was left out and why, and what it
 * will weigh. Writes nothing.
 * @throws LayerkitError archive/invalid when an input is damaged, is not the file of the lock or holds what no
 *   layer may; archive/conflict when inputs contradict one another. Every problem of every input is in the one error.
 */
export const planLayer = async ({ wheels, sources, prune: rules }: PlanRequest): Promise<LayerPlan> => {
  const invalid: string[] = [];
  const conflicts: string[] = [];
  const ordered = [...wheels].sort(
    (a, b) =>
      compareText(a.name, b.name) || compareText(a.fileName, b.fileName) || compareText(a.sha256, b.sha256),
  );
  const read = readInputs({ wheels: ordered, sources, report: (problem) => invalid.push(problem) });
  const groups = groupByPath(read.files);
  const dropped = pruneFiles(groups, rules, read);
  const kept = [...groups].filter(([path]) => !dropped.has(path)).map(([, files]) => files);
  await reportDifferingFiles(kept, read.inputs, (problem) => conflicts.push(problem));
  reportNameClashes(
    kept.map(([file]) => file),
    (problem) => conflicts.push(problem),
  );
  if (invalid.length + conflicts.length > 0) throw refused(invalid, conflicts);
  const files = [...groups.values()].map(([file]) => file);
  return describePlan({
    wheels: ordered,
    rules,
    files,
    dropped,
    inputs: read.inputs,
    notInstalled: read.notInstalled,
  });
};

/** By code units: the same on every host, whatever its locale. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const groupByPath = (files: readonly LayerFile[]): ReadonlyMap<string, FilesOfPath> => {
  const groups = new Map<string, [LayerFile, ...LayerFile[]]>();
  for (const file of files) {
    const group = groups.get(file.path);
    if (group === undefined) groups.set(file.path, [file]);
    else group.push(file);
  }
  return groups;
};

const pruneFiles = (
  groups: ReadonlyMap<string, FilesOfPath>,
  rules: readonly PruneRuleName[],
  { inputs }: LayerInputs,
): ReadonlyMap<string, PruneRuleName> => {
  const reader = openInputs(inputs);
  // A path that own sources bring too is not the rules' to drop.
  const offered = [...groups].map(([path, files]) => ({
    path,
    prunable: files.every((file) => file.prunable),
  }));
  try {
    return prune(offered, rules, (path) => {
      const file = groups.get(path)?.[0];
      return file === undefined ? undefined : readContent(file, reader);
    });
  } finally {
    reader.close();
  }
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
