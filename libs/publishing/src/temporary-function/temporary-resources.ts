/** The fields of a function in a listing. */
export interface ListedFunction {
  readonly functionName: string;
  readonly description: string;
}

/** The fields of a layer in a listing, from its newest live version. */
export interface ListedLayer {
  readonly layerName: string;
  readonly version: number;
  readonly description: string;
}

/**
 * The port to listing and deleting temporary functions and layers. All of its methods throw LayerkitError aws/*.
 */
export interface TemporaryResources {
  /** Lists all functions of the region, page by page. */
  listFunctions(): AsyncIterable<ListedFunction>;
  /** Lists all layers of the region, page by page. */
  listLayers(): AsyncIterable<ListedLayer>;
  /** Does nothing if the function does not exist. */
  deleteFunction(functionName: string): Promise<void>;
  /** Does nothing if the layer version does not exist. */
  deleteLayerVersion(layerName: string, version: number): Promise<void>;
}
