export interface FromExistingGeneratorSchema {
  readonly name: string;
  readonly requirements?: string;
  readonly zip?: string;
  readonly layer?: string;
  readonly runtime?: string | number;
  readonly architectures?: string;
  readonly adoptSources?: boolean;
  readonly layerName?: string;
  readonly directory?: string;
  readonly skipLock?: boolean;
  readonly skipPackageJson?: boolean;
}
