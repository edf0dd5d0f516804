export interface FunctionGeneratorSchema {
  readonly name: string;
  readonly runtime?: string;
  readonly architecture?: string;
  readonly layers?: readonly string[];
  readonly handler?: string;
  readonly role?: string;
  readonly functionName?: string;
  readonly directory?: string;
  readonly skipPackageJson?: boolean;
}
