export interface AddLayerGeneratorSchema {
  readonly function: string;
  readonly layer: string;
  readonly position?: number;
}
