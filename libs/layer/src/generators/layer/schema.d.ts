// Made from schema.json by npm run schemas
export interface LayerGeneratorSchema {
  readonly name: string;
  readonly requirements?: string | undefined;
  readonly extras?: string | undefined;
  readonly groups?: string | undefined;
  readonly runtime?: string | number | undefined;
  readonly architectures?: string | undefined;
  readonly sources?: string | undefined;
  readonly layerName?: string | undefined;
  readonly directory?: string | undefined;
  readonly explicit?: boolean | undefined;
  readonly skipLock?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}
