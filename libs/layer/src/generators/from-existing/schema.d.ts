export interface FromExistingGeneratorSchema {
  readonly name: string;
  readonly requirements?: string;
  readonly zip?: string;
  readonly layer?: string;
  readonly runtime?: readonly string[];
  readonly architectures?: readonly string[];
  readonly adoptSources?: boolean;
  readonly layerName?: string;
  readonly directory?: string;
  readonly skipLock?: boolean;
  readonly skipPackageJson?: boolean;
}
