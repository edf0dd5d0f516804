// Made from schema.json by npm run schemas
export interface FunctionGeneratorSchema {
  readonly name: string;
  readonly project?: string | undefined;
  readonly runtime?: string | number | undefined;
  readonly architecture?: string | undefined;
  readonly layers?: string | undefined;
  readonly requirements?: string | undefined;
  readonly handler?: string | undefined;
  readonly sources?: string | undefined;
  readonly role?: string | undefined;
  readonly functionName?: string | undefined;
  readonly directory?: string | undefined;
  readonly explicit?: boolean | undefined;
  readonly skipPackageJson?: boolean | undefined;
}
