import type { LayerArtifact } from '@layerkit/artifact';
import type { Result } from '@layerkit/artifact/results';
import { nearNames } from '@layerkit/failure';
import { markerEnvironment, normalizeProjectName } from '@layerkit/platform-resolution/requirements';
import { openSubject } from '../opening/open-subject.ts';
import type { AuditSubject } from '../subject/subject.ts';
import { broughtAlone } from './brought-alone.ts';
import { requirementGraph, type GraphMaterial, type RequirementGraph } from './requirement-graph.ts';
import { shortestChains, type Chain } from './shortest-chains.ts';

export interface RequirementsRequest {
  readonly artifact: LayerArtifact;
  /** The layer’s own requirements with their location: `requirements.in:3`. */
  readonly requirements: GraphMaterial['requirements'];
}

export interface WhyRequest extends RequirementsRequest {
  /** The name as the user wrote it, not necessarily normalized. */
  readonly name: string;
}

export type WhyTarget = Result<'why'>['targets'][number];

/** The answer, or the packages of the layer that the user may have meant, the likeliest first. */
export type Why = { readonly found: WhyTarget } | { readonly meant: readonly string[] };

/**
 * Returns why a package is in a built layer: the chains of requirements that lead to it, according to the
 * metadata in the zip with markers evaluated for the target, and its size, alone and with everything that only
 * it brings in.
 */
export const whyInLayer = async (request: WhyRequest): Promise<Why> => {
  const layer = await openLayer(request);
  const found = describePackage(layer, normalizeProjectName(request.name));
  return found === undefined ? { meant: meant(request.name, layer.subject) } : { found };
};

/** Returns the same for each package that the layer itself requires, the largest first. */
export const requirementsInLayer = async (request: RequirementsRequest): Promise<readonly WhyTarget[]> => {
  const layer = await openLayer(request);
  const names = new Set(layer.graph.roots.map(({ to }) => to.name));
  return [...names]
    .flatMap((name) => describePackage(layer, name) ?? [])
    .sort((a, b) => b.withWhatItBrings.unpackedBytes - a.withWhatItBrings.unpackedBytes);
};

interface OpenedLayer {
  readonly artifact: LayerArtifact;
  readonly subject: AuditSubject;
  readonly graph: RequirementGraph;
}

const openLayer = async ({ artifact, requirements }: RequirementsRequest): Promise<OpenedLayer> => {
  const { target } = artifact.manifest;
  const subject = await openSubject({ zipPath: artifact.zipPath, target });
  const { distributions } = subject;
  const environment = markerEnvironment(target);
  return { artifact, subject, graph: requirementGraph({ distributions, requirements, environment }) };
};

/** Returns the answer for one package, or undefined if it is not in the layer. */
const describePackage = ({ artifact, subject, graph }: OpenedLayer, name: string): WhyTarget | undefined => {
  const versions = new Map(subject.distributions.map((found) => [found.name, found.version]));
  const version = versions.get(name);
  if (version === undefined) return undefined;
  const { chains, more } = shortestChains(graph, name, mostChains);
  const cost = costIn(artifact);
  const bringsAlone = broughtAlone(graph, name).map((other) => ({
    name: other,
    version: versions.get(other) ?? '',
    ...cost(other),
  }));
  return {
    target: artifact.manifest.target,
    name,
    version,
    ...cost(name),
    bringsAlone,
    withWhatItBrings: sum([cost(name), ...bringsAlone]),
    chains: chains.map((chain) => describeChain(chain, versions)),
    moreChains: more,
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

const describeChain = (
  { root, edges }: Chain,
  versions: ReadonlyMap<string, string>,
): WhyTarget['chains'][number] => ({
  where: root.where,
  steps: edges.map(({ to, text }) => ({
    name: to.name,
    version: versions.get(to.name) ?? '',
    extras: to.extra === '' ? [] : [to.extra],
    requirement: text,
  })),
});

/**
 * Returns the packages that a name may have meant: owners of a module with that name, because modules often
 * have other names than their packages, then packages with a similar name.
 */
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
