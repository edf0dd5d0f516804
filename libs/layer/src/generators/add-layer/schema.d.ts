// Made from schema.json by npm run schemas
export interface AddLayerGeneratorSchema {
  readonly function: string;
  readonly layer: string;
  readonly position?: number | undefined;
}
