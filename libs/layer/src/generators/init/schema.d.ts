// Made from schema.json by npm run schemas
export interface InitGeneratorSchema {
  readonly ci?: 'github' | 'gitlab' | 'none' | undefined;
  readonly explicit?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}
