import type { Brought } from '../layer/add-layer-project.ts';
import type { WantedLayer } from '../layer/wanted-layer.ts';
import type { ExistingLayer, OwnSource } from './existing-layer.ts';
import type { FromExistingGeneratorSchema } from './schema.d.ts';

export interface AdoptedProject {
  readonly wanted: WantedLayer;
  readonly brought: Brought;
  /** Own code, by path relative to the project. */
  readonly files: readonly OwnSource[];
}

/** Returns the project to create for an existing layer. Options override what was found. Pure. */
export const adoptedLayer = (
  { adoption, runtimes, architectures, layerName, fields, ownSources }: ExistingLayer,
  options: Pick<FromExistingGeneratorSchema, 'name' | 'layerName'> & Pick<WantedLayer, 'directory'>,
): AdoptedProject => {
  const { requirements, constraints } = adoption;
  const lines = constraints.length === 0 ? requirements : [`-c ${constraintsFile}`, ...requirements];
  return {
    wanted: {
      name: options.name,
      requirements: requirements.length === 0 ? undefined : lines,
      requirementsFrom: undefined,
      runtimes,
      architectures,
      sources: ownSources.length === 0 ? undefined : [sourcesFolder],
      layerName: options.layerName || layerName,
      directory: options.directory,
    },
    brought: {
      fields,
      files: constraints.length === 0 ? {} : { [constraintsFile]: `${constraints.join('\n')}\n` },
    },
    files: ownSources.map(({ path, content }) => ({ path: `${sourcesFolder}/${path}`, content })),
  };
};

const constraintsFile = 'constraints.txt';
const sourcesFolder = 'src';
