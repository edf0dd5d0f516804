// Made from schema.json by npm run schemas
export interface FromExistingGeneratorSchema {
  readonly function: string;
  readonly name?: string | undefined;
  readonly code?: boolean | undefined;
  readonly environment?: boolean | undefined;
  readonly region?: string | undefined;
  readonly directory?: string | undefined;
  readonly explicit?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}
