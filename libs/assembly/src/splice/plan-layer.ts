import type { PruneOptions, PruneRuleName } from '@layerkit/artifact/prune-rules';
import { LayerkitError } from '@layerkit/failure';
import { checkDigests, type Wheel } from '@layerkit/wheels';
import { checkContents, type WheelNotes } from '@layerkit/wheels/store';
import { compareUnits } from '@layerkit/zip/writing';
import { packagesIn, type ZipRole } from '@layerkit/platform-resolution/layout';
import type { ShippedPackage } from '@layerkit/platform-resolution/runtimes';
import { pruneOptions } from '../pruning/prune-options.ts';
import { reportDifferingFiles, reportNameClashes } from './conflicts.ts';
import { caseWarnings, isNotice, noticeWarnings } from './clash-warnings.ts';
import { describePlan } from './describe-plan.ts';
import type { LayerFile } from './layer-file.ts';
import type { LeftPackage } from './left-package.ts';
import type { LayerPlan } from './layer-plan.ts';
import { pruneFiles } from './prune-files.ts';
import { readInputs, type OwnSources } from './read-inputs.ts';

export interface PlanRequest {
  /** Whether it is a layer, the default, or a function, which has its packages at the root of the zip. */
  readonly role?: ZipRole | undefined;
  /** The wheels, in any order. */
  readonly wheels: readonly Wheel[];
  /** Own code, in the order in which a file of several is kept. */
  readonly sources?: readonly OwnSources[] | undefined;
  /** `prune` of layer.json. */
  readonly prune: readonly PruneRuleName[] | PruneOptions;
  /** The layer’s requirements, which `prune.runtimeProvided` must not contradict. */
  readonly requirements?: readonly string[] | undefined;
  /** Packages to leave out, because others have them; by default none. */
  readonly left?: readonly LeftPackage[] | undefined;
  /** Whether `providedBy` names the runtime: then its versions must meet every requirement. */
  readonly fromRuntime?: boolean | undefined;
  /** The packages that the runtime ships, for `prune.runtimeProvided`. Undefined if they are not known. */
  readonly shipped?: readonly ShippedPackage[] | undefined;
  /** The store’s wheel facts. Without them, the rules search every file. */
  readonly notes?: WheelNotes | undefined;
}

/**
 * Reads and checks every input once. Returns the layer’s files, the dropped files with their reasons, and the sizes.
 * Writes no layer.
 * @throws LayerkitError archive/invalid if an input is damaged, does not match the lock or has files that a layer
 *   must not have; archive/conflict if inputs conflict. One error lists every problem of every input.
 *   definition/invalid if layer.json names a service that botocore does not have; layer/not-provided.
 */
export const planLayer = async (request: PlanRequest): Promise<LayerPlan> => {
  const { role = 'layer', wheels, sources, requirements = [], left = [] } = request;
  const { fromRuntime = false, shipped, notes } = request;
  const options = pruneOptions(request.prune);
  const [invalid, conflicts]: [string[], string[]] = [[], []];
  const ordered = [...wheels].sort(inOrder);
  const sharing = { role, requirements, left, fromRuntime, shipped };
  const read = readInputs({
    folder: packagesIn[role],
    wheels: ordered,
    sources,
    report: (problem) => invalid.push(problem),
  });
  const { files, pairs } = oneForEachPath(read.files);
  const [otherFiles, damaged]: [string[], string[]] = [[], []];
  // hashing uses this thread, unpacking for the rules uses the others
  const report = (problem: string): unknown => damaged.push(problem);
  const [{ dropped, warnings, keep }, keepContents] = await Promise.all([
    pruneFiles(files, { ...read, ...sharing, options, notes, clashing: clashingPaths(pairs) }),
    checkContents({ wheels: read.listed, notes, report }),
    checkDigests(read.listed, (problem) => otherFiles.push(problem)),
  ]);
  invalid.push(...otherFiles, ...damaged);
  const all = [...files.values()];
  // dropped files cannot conflict
  for (const path of dropped.keys()) files.delete(path);
  const kept = pairs.filter(([file]) => files.has(file.path));
  // what is damaged may unpack to more than it says
  if (damaged.length === 0)
    await reportDifferingFiles(
      kept.filter(([file]) => !isNotice(file.path)),
      read.inputs,
      (problem) => conflicts.push(problem),
    );
  const doubts = reportNameClashes(files, (problem) => conflicts.push(problem));
  if (invalid.length + conflicts.length > 0) throw refused(role, invalid, conflicts);
  await Promise.all([keep(), keepContents()]);
  return describePlan({
    ...read,
    wheels: ordered,
    left,
    rules: options.rules,
    files: all,
    dropped,
    warnings: [...warnings, ...caseWarnings(doubts), ...noticeWarnings(kept)],
  });
};

const inOrder = (a: Wheel, b: Wheel): number =>
  compareUnits(a.name, b.name) || compareUnits(a.fileName, b.fileName) || compareUnits(a.sha256, b.sha256);

/** Returns the paths of pairs that differ for sure. Equal CRCs are compared by content later. */
const clashingPaths = (pairs: readonly (readonly [LayerFile, LayerFile])[]): ReadonlySet<string> =>
  new Set(pairs.filter(isDifferent).map(([{ path }]) => path));

const isDifferent = ([{ entry: a }, { entry: b }]: readonly [LayerFile, LayerFile]): boolean =>
  a.crc32 !== b.crc32 || a.unpackedBytes !== b.unpackedBytes;

/** Returns the first file of each path, and pairs of it with each further file of the path. */
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

const refused = (role: ZipRole, invalid: readonly string[], conflicts: readonly string[]): LayerkitError => {
  const problems = [...invalid, ...conflicts];
  const count = `${String(problems.length)} ${problems.length === 1 ? 'problem' : 'problems'}`;
  return invalid.length > 0
    ? new LayerkitError({
        code: 'archive/invalid',
        message: `cannot build the ${role} from these files: ${count}`,
        problems,
        hint: 'Nothing was written. Lock another version of the package, or report the problem to its maintainers.',
      })
    : new LayerkitError({
        code: 'archive/conflict',
        message: `the ${role}’s files conflict: ${count}`,
        problems,
        hint: 'Nothing was written. Remove one of the packages, rename your own module, or leave files that nothing imports out with prune.exclude.',
      });
};
