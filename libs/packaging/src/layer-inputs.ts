import type { LayerDefinition } from '@layerkit/artifact/definition';
import { statedRequirements, type LockableDefinition } from '@layerkit/locking/requirements';
import type { Target } from '@layerkit/platform-resolution';

/** A project with a lock, and the target that it is locked for. */
export interface LockedInputs {
  /** Folder of the project. Paths in its definition are relative to it. */
  readonly projectRoot: string;
  readonly definition: LockableDefinition;
  readonly target: Target;
}

/** A layer project and the target that it is built for. */
export interface LayerInputs {
  /** Folder of the project. Paths in layer.json are relative to it. */
  readonly projectRoot: string;
  readonly definition: LayerDefinition;
  readonly target: Target;
  /** The folders of the layer projects that `providedBy` may name. */
  readonly providers?: Readonly<Record<string, string>> | undefined;
}

/** Reads the texts of the requirements that a definition states itself, without those of its packages. */
export const requirementTexts = async ({
  projectRoot,
  definition,
}: LockedInputs): Promise<readonly string[]> =>
  (await statedRequirements(projectRoot, definition)).map(({ text }) => text);
