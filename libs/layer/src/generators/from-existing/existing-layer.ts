import type { Architecture, Runtime } from '@layerkit/platform-resolution';
import type { Adoption } from '@layerkit/packaging';

/** A file of own code. Its path is relative to the folder that modules are imported from. */
export interface OwnSource {
  readonly path: string;
  readonly content: Buffer;
}

/** The facts found about an existing layer. A field is undefined if nothing states it. */
export interface ExistingLayer {
  readonly adoption: Adoption;
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
  readonly layerName: string | undefined;
  /** Fields of layer.json, from the published layer. */
  readonly fields: { readonly description?: string | undefined; readonly licenseInfo?: string | undefined };
  /** Files that belong to no package and go into the project. */
  readonly ownSources: readonly OwnSource[];
  /** Lines for the user. */
  readonly messages: readonly string[];
}
