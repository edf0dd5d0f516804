/** Where a layer's zip has what Python imports: AWS unpacks it to /opt/python (Lambda guide, "Layer paths for each Lambda runtime"). */
export const layerPrefix = 'python/';
