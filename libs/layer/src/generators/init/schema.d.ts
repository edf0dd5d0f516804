export interface InitGeneratorSchema {
  readonly ci?: 'github' | 'gitlab' | 'none';
  readonly inference?: boolean;
  readonly skipPackageJson?: boolean;
}
