export interface LayerGeneratorSchema {
  readonly name: string;
  readonly requirements?: string;
  readonly runtime?: readonly string[];
  readonly architectures?: readonly string[];
  readonly sources?: string;
  readonly layerName?: string;
  readonly directory?: string;
  readonly skipLock?: boolean;
  readonly skipPackageJson?: boolean;
}
