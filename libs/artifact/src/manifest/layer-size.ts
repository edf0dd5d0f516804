/** The size of a layer's zip, headers included. */
export interface LayerSize {
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly entries: number;
}
