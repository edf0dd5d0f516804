import type { IgnoreRule } from '@layerkit/artifact/definition';
import type { ProvidedDistribution } from '../subject/subject.ts';
import { leftOutPaths, type LayerManifest } from '@layerkit/artifact/manifest';

/** Facts about a zip that only its build knows. */
export interface FactsOfBuild {
  readonly dropped: ReadonlySet<string>;
  readonly requested: ReadonlySet<string>;
  readonly places: readonly string[];
  readonly provided: readonly ProvidedDistribution[];
  readonly isMadeOfWheels: true;
  readonly ignore: readonly IgnoreRule[];
}

/** Returns the facts in a manifest that an audit of its zip needs to reach the same result as the build. */
export const factsOfBuild = (manifest: LayerManifest): FactsOfBuild => ({
  dropped: leftOutPaths(manifest),
  requested: new Set(manifest.packages.map(({ name }) => name)),
  places: manifest.files?.places ?? [],
  provided: (manifest.provided ?? []).map(({ name, by, providedVersion }) => ({
    name,
    by,
    version: providedVersion,
  })),
  isMadeOfWheels: true,
  ignore: (manifest.audit?.ignored ?? []).map(({ finding: { code, path, package: owner }, reason }) => ({
    code,
    ...(path === undefined ? {} : { path: literalGlob(path) }),
    ...(owner === undefined ? {} : { package: owner }),
    reason,
  })),
});

/** Returns a glob that matches only this path. */
const literalGlob = (path: string): string => path.replace(/[\\*?[\](){}!+@|^$"]/g, '\\$&');
