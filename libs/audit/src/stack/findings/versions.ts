import type { Finding } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { isIdle } from '../../auditors/shadowing/shared-paths.ts';
import { countFiles, listExamples } from '../../findings/examples.ts';
import { isModule } from '../../layout/roots.ts';
import type { AuditedFile } from '../../subject/subject.ts';
import type { Copies, Copy } from '../distributions.ts';
import type { MergedLayers } from '../merge-layers.ts';
import type { StackZip } from '../stack.ts';

/**
 * Returns findings for distributions that are in a stack more than once after the merge:
 * - In one folder, in several versions: importlib.metadata finds any of them. It is an error if modules of the other
 *   versions remain too, and a warning if the last layer overwrites all of them.
 * - In several folders of sys.path, in several versions: the first one hides the others, which is a warning.
 */
export const versionFindings = (copies: readonly Copies[], merged: MergedLayers): readonly Finding[] =>
  copies.flatMap((found) => [...rivalFindings(found, merged), ...hiddenFindings(found)]);

const rivalFindings = ({ name, winner, rivals }: Copies, merged: MergedLayers): readonly Finding[] => {
  const others = rivals.filter((copy) => versionOf(copy) !== versionOf(winner));
  if (others.length === 0) return [];
  const left = others.flatMap((copy) => leftOver(name, copy, merged));
  const all = [...others, winner];
  return [
    {
      code: 'stack/several-versions',
      severity: left.length > 0 ? 'error' : 'warning',
      path: winner.distribution.directory,
      package: name,
      message: `${name} is in ${all.map((copy) => `${copy.zip.name} (${versionOf(copy)})`).join(' and in ')}: ${
        left.length > 0
          ? `the merge mixes them, with ${countFiles(left.length)} of the earlier layers left (${listExamples(left)})`
          : `the modules are those of ${versionOf(winner)}, but importlib.metadata may report any of these versions`
      }`,
      hint: 'Lock the package to the same version in each of these layers, or keep it in one of them.',
    },
  ];
};

/** Returns the modules of a copy that no later layer overwrites. Tests and the like do not count. */
const leftOver = (name: string, { zip }: Copy, { files }: MergedLayers): readonly string[] =>
  (filesByOwner(zip).get(name) ?? [])
    .map(({ path }) => path)
    .filter((path) => isModule(path) && files.get(path)?.zip === zip)
    .filter((path) => !unimported.test(path) && !isIdle(path, zip.subject.pythonRoots));

/** Bytecode without its source, and tests inside a package. */
const unimported = /\/(?:__pycache__|tests?)\//;

const filesByOwner = (zip: StackZip): ReadonlyMap<string | undefined, readonly AuditedFile[]> => {
  const known = owned.get(zip) ?? groupBy(zip.subject.files, ({ path }) => zip.subject.ownerOf(path));
  owned.set(zip, known);
  return known;
};

/** A cache, because a stack may have several such distributions. */
const owned = new WeakMap<StackZip, ReadonlyMap<string | undefined, readonly AuditedFile[]>>();

const hiddenFindings = ({ name, winner, hidden }: Copies): readonly Finding[] => {
  const others = hidden.filter((copy) => versionOf(copy) !== versionOf(winner));
  if (others.length === 0) return [];
  return [
    {
      code: 'stack/hidden-version',
      severity: 'warning',
      path: winner.distribution.directory,
      package: name,
      message: `${winner.zip.name} has ${name} ${versionOf(winner)}, which hides ${others.map((copy) => `${versionOf(copy)} of ${copy.zip.name}`).join(' and ')}: its folder comes first on sys.path`,
      hint: 'Use the same version in both, or keep the package in one of them.',
    },
  ];
};

const versionOf = ({ distribution }: Copy): string => distribution.version;
