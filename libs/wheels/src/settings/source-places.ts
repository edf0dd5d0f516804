/** An index that a requirements source names: a line of a requirements file, or `[[tool.uv.index]]`. */
export interface SourceIndex {
  readonly name?: string | undefined;
  /** May contain credentials and `${VARIABLE}`. */
  readonly url: string;
  /** Whether it takes the place of the main index. */
  readonly main?: boolean | undefined;
  /** Whether only the packages that are assigned to it come from it. */
  readonly explicit?: boolean | undefined;
  /** Whether it is one page or folder with the files of all projects. */
  readonly flat?: boolean | undefined;
}

/** An index for one package, and the condition under which the package comes from it. */
export interface AssignedIndex extends SourceIndex {
  readonly marker?: string | undefined;
}

/** The only place that a package comes from: a file by its URL, or indexes. Several files are for different targets. */
export type PackagePlace =
  { readonly urls: readonly string[] } | { readonly indexes: readonly AssignedIndex[] };

/** The places of packages that a requirements source names. */
export interface SourcePlaces {
  readonly indexes: readonly SourceIndex[];
  readonly findLinks: readonly string[];
  /** By normalized name. Every other package comes from the indexes that are not explicit. */
  readonly packages: ReadonlyMap<string, PackagePlace>;
  /**
   * Whether the resolver may search every index for every package, because the requirements source lists the digests of
   * all files (uv.lock).
   */
  readonly isSearchedWhole?: boolean | undefined;
}

export const noPlaces: SourcePlaces = { indexes: [], findLinks: [], packages: new Map() };
