import type { LayerDefinition } from '@layerkit/artifact/definition';
import { statedRequirements } from '@layerkit/locking/requirements';
import type { Target } from '@layerkit/platform-resolution';

/** A layer project and the target that it is built for. */
export interface LayerInputs {
  /** Folder of the project. Paths in layer.json are relative to it. */
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  readonly target: Target;
}

/** Reads the texts of the requirements that the layer states itself, without those of its packages. */
export const requirementTexts = async ({
  projectRoot,
  definition,
}: LayerInputs): Promise<readonly string[]> =>
  (await statedRequirements(projectRoot, definition)).map(({ text }) => text);
