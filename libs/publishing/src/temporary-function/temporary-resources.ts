/** A function as a listing shows it. */
export interface ListedFunction {
  readonly functionName: string;
  readonly description: string;
}

/** A layer as a listing shows it: by its newest live version. */
export interface ListedLayer {
  readonly layerName: string;
  readonly version: number;
  readonly description: string;
}

/**
 * The port to finding and removing what was made for a while. All of its methods throw LayerkitError aws/*.
 */
export interface TemporaryResources {
  /** All functions of the region, read page by page. */
  listFunctions(): AsyncIterable<ListedFunction>;
  /** All layers of the region, read page by page. */
  listLayers(): AsyncIterable<ListedLayer>;
  /** Does nothing where there is no such function. */
  deleteFunction(functionName: string): Promise<void>;
  /** Does nothing where there is no such version. */
  deleteLayerVersion(layerName: string, version: number): Promise<void>;
}
