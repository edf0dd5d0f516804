import { leftOutPaths, type IgnoreRule, type LayerManifest } from '@layerkit/artifact';

/** What a build knows of its zip and the zip does not say. */
export interface FactsOfBuild {
  readonly dropped: ReadonlySet<string>;
  readonly requested: ReadonlySet<string>;
  readonly isMadeOfWheels: true;
  readonly ignore: readonly IgnoreRule[];
}

/** Reads off a manifest what an audit of its zip has to know to judge as the build did. */
export const factsOfBuild = (manifest: LayerManifest): FactsOfBuild => ({
  dropped: leftOutPaths(manifest),
  requested: new Set(manifest.packages.map(({ name }) => name)),
  isMadeOfWheels: true,
  ignore: (manifest.audit?.ignored ?? []).map(({ finding: { code, path, package: owner }, reason }) => ({
    code,
    ...(path === undefined ? {} : { path: literalGlob(path) }),
    ...(owner === undefined ? {} : { package: owner }),
    reason,
  })),
});

/** A glob that fits this one path. */
const literalGlob = (path: string): string => path.replace(/[\\*?[\](){}!+@|^$"]/g, '\\$&');
