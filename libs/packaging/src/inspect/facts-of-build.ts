import type { IgnoreRule, LayerManifest } from '@layerkit/artifact';
import { layerPrefix } from '../splice/layer-file.ts';

/** What a build knows of its zip and the zip does not say. */
export interface FactsOfBuild {
  readonly dropped: ReadonlySet<string>;
  readonly requested: ReadonlySet<string>;
  readonly ignore: readonly IgnoreRule[];
}

/** Reads off a manifest what an audit of its zip has to know to judge as the build did. */
export const factsOfBuild = ({ packages, pruned, notInstalled, audit }: LayerManifest): FactsOfBuild => ({
  dropped: new Set([
    ...pruned.flatMap(({ files }) => files.map(({ path }) => path)),
    ...notInstalled.map(({ path }) => layerPrefix + path),
  ]),
  requested: new Set(packages.map(({ name }) => name)),
  ignore: (audit?.ignored ?? []).map(({ finding: { code, path, package: owner }, reason }) => ({
    code,
    ...(path === undefined ? {} : { path: literalGlob(path) }),
    ...(owner === undefined ? {} : { package: owner }),
    reason,
  })),
});

/** A glob that fits this one path. */
const literalGlob = (path: string): string => path.replace(/[\\*?[\](){}!+@|^$"]/g, '\\$&');
