import type { Finding } from '@layerkit/artifact';
import { normalizeProjectName } from '@layerkit/platform-resolution';
import { commonPath, count, listExamples } from '../../findings/examples.ts';
import type { ModuleUnit } from '../../distributions/layer-modules.ts';
import type { LostLookup } from './lost-lookups.ts';
import type { MissingDistribution } from './requirements.ts';

/** Modules that are there, of a distribution that seems not to be. */
export interface ClaimedByRequirement {
  readonly missing: MissingDistribution;
  /** What they are imported as. */
  readonly name: string;
  readonly units: readonly ModuleUnit[];
}

/** One finding for a layer without any metadata, whatever else fails for it. */
export const wholeFinding = (
  roots: readonly string[],
  names: readonly string[],
  lookups: readonly LostLookup[],
): Finding => {
  const asking = [...new Set(lookups.map(({ module }) => module))];
  const fails =
    asking.length === 0
      ? ''
      : `; ${listExamples(asking)} ${asking.length === 1 ? 'asks' : 'ask'} for it at import and fail${asking.length === 1 ? 's' : ''}`;
  return {
    code: 'metadata/missing',
    severity: 'error',
    path: commonPath(roots),
    message: `${count(names.length)} packages without .dist-info: ${listExamples(names)}${fails}`,
    hint: 'Keep the .dist-info folders: versions and entry points (plugins, opentelemetry’s context) are read from them.',
  };
};

/** A package that others require by its version, which can’t be told. */
export const requiredFinding = ({ missing, name, units }: ClaimedByRequirement): Finding => {
  const askers = missing.requiredBy.map(({ by, text }) => `${by.name} (${text})`);
  return {
    code: 'metadata/missing',
    severity: 'error',
    path: commonPath(units.map(({ path }) => path)),
    package: missing.name,
    message: `${name} is in the layer without its .dist-info; ${listExamples(askers)} ${askers.length === 1 ? 'requires' : 'require'} ${missing.name}, and its version can’t be told`,
    hint: 'Keep the .dist-info folders: versions and entry points are read from them.',
  };
};

/** A package whose import fails for want of its metadata. */
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
    message: `${module} asks for ${listExamples(asked)} when it is imported; the .dist-info that has it is not in the layer`,
    hint: 'Keep the package’s whole .dist-info: its import fails without.',
  };
};

/** Modules that may be the layer’s own. */
export const ownModulesNote = (rest: readonly (readonly [string, readonly ModuleUnit[]])[]): Finding => ({
  code: 'metadata/missing',
  severity: 'note',
  path: commonPath(rest.flatMap(([, units]) => units.map(({ path }) => path))),
  message: `no distribution claims ${listExamples(rest.map(([name]) => name))}`,
  hint: 'Own sources need no .dist-info; a package from an index lost its own, and its version can’t be looked up.',
});
