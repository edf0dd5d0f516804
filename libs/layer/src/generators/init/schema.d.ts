// Made from schema.json by npm run schemas
export interface InitGeneratorSchema {
  readonly ci?: 'github' | 'gitlab' | 'none' | undefined;
  readonly inference?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}
