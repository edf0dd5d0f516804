// Made from schema.json by npm run schemas
export interface FromExistingGeneratorSchema {
  readonly name: string;
  readonly requirements?: string | undefined;
  readonly zip?: string | undefined;
  readonly layer?: string | undefined;
  readonly runtime?: string | number | undefined;
  readonly architectures?: string | undefined;
  readonly adoptSources?: boolean | undefined;
  readonly layerName?: string | undefined;
  readonly directory?: string | undefined;
  readonly explicit?: boolean | undefined;
  readonly skipLock?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}
