import { formatNumber } from '@layerkit/failure';
import type { Finding } from '@layerkit/artifact/finding';
import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { commonPath, listExamples } from '../../findings/examples.ts';
import type { ModuleUnit } from '../../distributions/layer-modules.ts';
import type { LostLookup } from './lost-lookups.ts';
import type { MissingDistribution } from './requirements.ts';

/** Modules of a distribution that a requirement names and that has no metadata in the layer. */
export interface ClaimedByRequirement {
  readonly missing: MissingDistribution;
  /** The name they are imported by. */
  readonly name: string;
  readonly units: readonly ModuleUnit[];
}

/** Returns the single finding for a layer without any metadata. */
export const wholeFinding = (
  roots: readonly string[],
  names: readonly string[],
  lookups: readonly LostLookup[],
): Finding => {
  const asking = [...new Set(lookups.map(({ module }) => module))];
  const fails = asking.length === 0 ? '' : `; importing ${listExamples(asking)} fails without it`;
  return {
    code: 'metadata/missing',
    severity: 'error',
    path: commonPath(roots),
    message: `${formatNumber(names.length)} packages without .dist-info: ${listExamples(names)}${fails}`,
    hint: 'Keep the .dist-info folders: versions and entry points (plugins, opentelemetry’s context) are read from them.',
  };
};

/** Returns the finding for a package that others require and whose version is unknown. */
export const requiredFinding = ({ missing, name, units }: ClaimedByRequirement): Finding => {
  const askers = missing.requiredBy.map(({ by, text }) => `${by.name} (${text})`);
  return {
    code: 'metadata/missing',
    severity: 'error',
    path: commonPath(units.map(({ path }) => path)),
    package: missing.name,
    message: `${name} is in the layer without its .dist-info, so its version is unknown; ${listExamples(askers)} ${askers.length === 1 ? 'requires' : 'require'} ${missing.name}`,
    hint: 'Keep the .dist-info folders: versions and entry points are read from them.',
  };
};

/** Returns the finding for a package whose import fails without its metadata. */
export const lookupFinding = (lookups: readonly [LostLookup, ...LostLookup[]]): Finding => {
  const [{ topLevel, module, path, distribution }] = lookups;
  const version = lookups.find(({ lookup }) => lookup.kind !== 'group')?.lookup;
  const named = distribution ?? (version?.kind === 'own-package' ? topLevel : version?.name);
  const asked = [
    ...new Set(
      lookups.map(({ lookup: { kind, name } }) =>
        kind === 'group'
          ? `an entry point of the group ${name}`
          : `the version of ${kind === 'own-package' ? topLevel : name}`,
      ),
    ),
  ];
  return {
    code: 'metadata/lookup-lost',
    severity: lookups.some(({ lookup }) => lookup.runs === 'always') ? 'error' : 'warning',
    path,
    ...(named === undefined ? {} : { package: normalizeProjectName(named) }),
    message: `${module} looks up ${listExamples(asked)} when it is imported, but the layer has no .dist-info with it`,
    hint: 'Keep the package’s whole .dist-info: its import fails without it.',
  };
};

/** Returns the note about modules that may be own code. */
export const ownModulesNote = (rest: readonly (readonly [string, readonly ModuleUnit[]])[]): Finding => ({
  code: 'metadata/missing',
  severity: 'note',
  path: commonPath(rest.flatMap(([, units]) => units.map(({ path }) => path))),
  message: `no distribution claims ${listExamples(rest.map(([name]) => name))}`,
  hint: 'No action needed for your own code. If this is a package from an index, keep its .dist-info: version lookups need it.',
});
