import type { Finding, Severity } from '@layerkit/artifact/finding';
import { groupBy } from '@layerkit/zip';
import { isIdle } from '../../auditors/shadowing/shared-paths.ts';
import { commonPath, countFiles, listExamples } from '../../findings/examples.ts';
import type { MergedLayers, Overwrite, PlacedFile } from '../merge-layers.ts';

/**
 * Returns findings for files that a later layer overwrites, one for each pair of layers and each pair of distributions.
 * Files of one distribution in two versions are left to `versions.ts`.
 */
export const overwriteFindings = ({ overwrites }: MergedLayers): readonly Finding[] =>
  [
    ...groupBy(overwrites.map(judgeOverwrite), ({ below, above, kind, owners }) =>
      JSON.stringify([below.zip.name, above.zip.name, kind, kind === 'same' ? [] : owners]),
    ).values(),
  ].flatMap(describe);

type Kind = 'same' | 'one-package' | 'two-packages' | 'idle' | 'other-version' | 'own-code';

interface JudgedOverwrite extends Overwrite {
  readonly kind: Kind;
  /** The distributions that own the file below and above, each with its version. */
  readonly owners: readonly [string | undefined, string | undefined];
}

const judgeOverwrite = (overwrite: Overwrite): JudgedOverwrite => {
  const [below, above] = [ownerOf(overwrite.below), ownerOf(overwrite.above)];
  return {
    ...overwrite,
    kind: kindOf(overwrite, below, above),
    owners: [below && `${below.name} ${below.version}`, above && `${above.name} ${above.version}`],
  };
};

interface Owner {
  readonly name: string;
  readonly version: string;
}

const ownerOf = ({ zip: { subject }, file }: PlacedFile): Owner | undefined => {
  const name = subject.ownerOf(file.path);
  if (name === undefined) return undefined;
  const known =
    versions.get(subject) ?? new Map(subject.distributions.map((found) => [found.name, found.version]));
  versions.set(subject, known);
  return { name, version: known.get(name) ?? '' };
};

/** A cache: the version of each distribution of a zip. */
const versions = new WeakMap<PlacedFile['zip']['subject'], ReadonlyMap<string, string>>();

const kindOf = ({ path, above, same }: Overwrite, lower?: Owner, upper?: Owner): Kind => {
  if (lower !== undefined && lower.name === upper?.name && lower.version !== upper.version)
    return 'other-version';
  if (same || path.endsWith('.pyc') || writtenByInstallers.test(path)) return 'same';
  if (isIdle(path, above.zip.subject.pythonRoots)) return 'idle';
  if (lower === undefined || upper === undefined) return 'own-code';
  return lower.name === upper.name ? 'one-package' : 'two-packages';
};

/** Files of a .dist-info that differ from one installer to the next, and that no program reads at run time. */
const writtenByInstallers =
  /\.dist-info\/(?:INSTALLER|RECORD|REQUESTED|WHEEL|direct_url\.json|uv_cache\.json)$/;

const severities: Readonly<Record<Exclude<Kind, 'other-version'>, Severity>> = {
  same: 'note',
  'one-package': 'warning',
  'two-packages': 'error',
  idle: 'warning',
  'own-code': 'warning',
};

const describe = (group: readonly [JudgedOverwrite, ...JudgedOverwrite[]]): readonly Finding[] => {
  const [{ kind, below, above, owners }] = group;
  if (kind === 'other-version') return [];
  const paths = group.map(({ path }) => path).sort();
  const [lower, upper] = owners;
  const owner = kind === 'same' ? undefined : above.zip.subject.ownerOf(group[0].path);
  const path = commonPath(paths);
  const content = kind === 'same' ? 'the same content' : 'different content';
  const whose =
    kind === 'same'
      ? ''
      : lower === upper
        ? ` (${lower ?? 'of no package'})`
        : `: ${whoseOf(lower)} is replaced by ${whoseOf(upper)}`;
  return [
    {
      code: 'stack/overwritten',
      severity: severities[kind],
      ...(path === undefined ? {} : { path }),
      ...(owner === undefined ? {} : { package: owner }),
      message: `${above.zip.name} overwrites ${describePaths(paths)} of ${below.zip.name} with ${content}${whose}`,
      hint: hints[kind],
    },
  ];
};

const describePaths = (paths: readonly string[]): string =>
  paths.length === 1 ? paths.join('') : `${countFiles(paths.length)} (${listExamples(paths)})`;

const whoseOf = (owner: string | undefined): string =>
  owner === undefined ? 'a file of no package' : `a file of ${owner}`;

const hints: Readonly<Record<Exclude<Kind, 'other-version'>, string>> = {
  same: 'No action needed. Keep the files in one of the layers to save space.',
  'one-package': 'Build both layers from the same wheel of the package, or keep the package in one of them.',
  'two-packages':
    'Leave one of the two packages out, or files that nothing imports, with prune.exclude of layer.json.',
  idle: 'No action needed if nothing imports or reads these files.',
  'own-code':
    'Rename one of the two. If you override the file on purpose, ignore the finding in audit.ignore of function.json.',
};
