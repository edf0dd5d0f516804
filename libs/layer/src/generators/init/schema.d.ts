export interface InitGeneratorSchema {
  readonly inference?: boolean;
  readonly skipPackageJson?: boolean;
}
