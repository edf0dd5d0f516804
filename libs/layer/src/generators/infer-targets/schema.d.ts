// Made from schema.json by npm run schemas
export interface InferTargetsGeneratorSchema {
  readonly project?: string | undefined;
}
