import type { Architecture, Runtime } from '@layerkit/platform-resolution';
import type { Adoption } from '@layerkit/packaging';

/** A file of own sources, by its path below the folder that modules are imported from. */
export interface OwnSource {
  readonly path: string;
  readonly content: Buffer;
}

/** What was found, and what a project of it is to be; undefined is what nothing says. */
export interface ExistingLayer {
  readonly adoption: Adoption;
  readonly runtimes: readonly Runtime[] | undefined;
  readonly architectures: readonly Architecture[] | undefined;
  readonly layerName: string | undefined;
  /** Fields of layer.json that the published layer had. */
  readonly fields: { readonly description?: string | undefined; readonly licenseInfo?: string | undefined };
  /** Files of no package that go into the project. */
  readonly ownSources: readonly OwnSource[];
  /** What a person should know, one line each. */
  readonly notes: readonly string[];
}
