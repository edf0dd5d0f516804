// Made from schema.json by npm run schemas
export interface InitGeneratorSchema {
  readonly explicit?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}
