export interface FunctionGeneratorSchema {
  readonly name: string;
  readonly runtime?: string | number;
  readonly architecture?: string;
  readonly layers?: string;
  readonly handler?: string;
  readonly sources?: string;
  readonly role?: string;
  readonly functionName?: string;
  readonly directory?: string;
  readonly skipPackageJson?: boolean;
}
