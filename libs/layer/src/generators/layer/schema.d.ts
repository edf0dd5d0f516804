export interface LayerGeneratorSchema {
  readonly name: string;
  readonly requirements?: string;
  readonly extras?: string;
  readonly groups?: string;
  readonly runtime?: string | number;
  readonly architectures?: string;
  readonly sources?: string;
  readonly layerName?: string;
  readonly directory?: string;
  readonly skipLock?: boolean;
  readonly skipPackageJson?: boolean;
}
