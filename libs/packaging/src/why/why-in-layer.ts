import type { LayerArtifact, LayerDefinition, Result } from '@layerkit/artifact';
import { nearNames } from '@layerkit/failure';
import { markerEnvironment, normalizeProjectName } from '@layerkit/platform-resolution';
import { openSubject } from '../audit/open-subject.ts';
import type { AuditSubject } from '../audit/subject.ts';
import { layerRequirements } from '../lock/layer-requirements.ts';
import { reachableNames, requirementGraph, type RequirementGraph } from './requirement-graph.ts';
import { shortestChains, type Chain } from './shortest-chains.ts';

export interface WhyRequest {
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  readonly artifact: LayerArtifact;
  /** As someone writes it: it need not be normalised. */
  readonly name: string;
}

export type WhyTarget = Result<'why'>['targets'][number];

/** Or the packages of the layer that may have been meant, the likeliest first. */
export type Why = { readonly found: WhyTarget } | { readonly meant: readonly string[] };

/**
 * Why a package is in a built layer: the ways from the layer’s requirements to it, by the metadata in the zip, with
 * markers evaluated for the target; what it costs in the zip, alone and with what nothing else brings in.
 * @throws LayerkitError requirements/missing, requirements/invalid
 */
export const whyInLayer = async (request: WhyRequest): Promise<Why> => {
  const { projectRoot, definition, artifact } = request;
  const { target } = artifact.manifest;
  const name = normalizeProjectName(request.name);
  const subject = await openSubject({ zipPath: artifact.zipPath, target });
  const version = subject.distributions.find((found) => found.name === name)?.version;
  if (version === undefined) return { meant: meant(request.name, subject) };
  const stated =
    definition.requirements === undefined
      ? []
      : (await layerRequirements(projectRoot, definition)).requirements;
  const { distributions } = subject;
  const graph = requirementGraph({
    distributions,
    requirements: stated,
    environment: markerEnvironment(target),
  });
  const { chains, more } = shortestChains(graph, name, mostChains);
  const cost = costIn(artifact);
  const brought = broughtAlone(graph, name);
  const versions = new Map(distributions.map((found) => [found.name, found.version]));
  const bringsAlone = brought.map((other) => ({
    name: other,
    version: versions.get(other) ?? '',
    ...cost(other),
  }));
  return {
    found: {
      target,
      name,
      version,
      ...cost(name),
      bringsAlone,
      withWhatItBrings: sum([cost(name), ...bringsAlone]),
      chains: chains.map((chain) => told(chain, versions)),
      moreChains: more,
    },
  };
};

const mostChains = 10;

interface Size {
  readonly zippedBytes: number;
  readonly unpackedBytes: number;
}

const costIn = ({ manifest }: LayerArtifact): ((name: string) => Size) => {
  const sizes = new Map(manifest.packages.map((found) => [normalizeProjectName(found.name), found]));
  return (name) => {
    const { zippedBytes = 0, unpackedBytes = 0 } = sizes.get(name) ?? {};
    return { zippedBytes, unpackedBytes };
  };
};

const sum = (sizes: readonly Size[]): Size => ({
  zippedBytes: sizes.reduce((total, { zippedBytes }) => total + zippedBytes, 0),
  unpackedBytes: sizes.reduce((total, { unpackedBytes }) => total + unpackedBytes, 0),
});

const broughtAlone = (graph: RequirementGraph, name: string): readonly string[] => {
  const without = reachableNames(graph, name);
  return [...reachableNames(graph)].filter((other) => other !== name && !without.has(other)).sort();
};

const told = (
  { root, edges }: Chain,
  versions: ReadonlyMap<string, string>,
): WhyTarget['chains'][number] => ({
  ...(root.where === undefined ? {} : { where: root.where }),
  steps: edges.map(({ to, text }) => ({
    name: to.name,
    version: versions.get(to.name) ?? '',
    extras: to.extra === '' ? [] : [to.extra],
    requirement: text,
  })),
});

/** Modules often have other names than the packages that bring them. */
const meant = (
  written: string,
  { files, pythonRoots, ownerOf, distributions }: AuditSubject,
): readonly string[] => {
  const isModule = (path: string): boolean =>
    pythonRoots.some((root) => path === `${root}${written}.py` || path.startsWith(`${root}${written}/`));
  const owners = new Set(
    files.filter(({ path }) => isModule(path)).flatMap(({ path }) => ownerOf(path) ?? []),
  );
  const near = nearNames(
    normalizeProjectName(written),
    distributions.map(({ name }) => name),
  );
  return [...new Set([...owners, ...near])].slice(0, 3);
};
