import type { LayerDefinition } from '@layerkit/artifact/definition';
import { statedRequirements } from '@layerkit/locking/requirements';
import type { Target } from '@layerkit/platform-resolution';

/** A layer project and the target that it is built for. */
export interface LayerInputs {
  /** Folder of the project. Paths in layer.json are relative to it. */
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  readonly target: Target;
  /** The folders of the layer projects that `providedBy` may name. */
  readonly providers?: Readonly<Record<string, string>> | undefined;
}

/** Reads the texts of the requirements that the layer states itself, without those of its packages. */
export const requirementTexts = async ({
  projectRoot,
  definition,
}: LayerInputs): Promise<readonly string[]> =>
  (await statedRequirements(projectRoot, definition)).map(({ text }) => text);
