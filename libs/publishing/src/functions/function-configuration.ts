import type { Runtime } from '@layerkit/platform-resolution';

export interface Vpc {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly ipv6: boolean;
}

export interface FileSystem {
  /** ARN of the access point. */
  readonly arn: string;
  /** The folder in the function. */
  readonly path: string;
}

/** The part of a function’s configuration that function.json can set with one request. */
export interface FunctionConfiguration {
  readonly runtime: Runtime;
  readonly handler: string;
  readonly role: string;
  readonly description: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** The values may be secrets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: 'Text' | 'JSON';
  /** Only with the log format JSON; otherwise empty, like the system’s. */
  readonly applicationLogLevel: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
  readonly systemLogLevel: 'DEBUG' | 'INFO' | 'WARN';
  readonly logGroup: string;
  readonly tracing: 'Active' | 'PassThrough';
  readonly ephemeralStorageMb: number;
  /** Without subnets, the function is in no VPC. */
  readonly vpc: Vpc;
  readonly fileSystems: readonly FileSystem[];
  readonly snapStart: 'PublishedVersions' | 'None';
  /** An ARN; empty for the key of AWS. */
  readonly kmsKey: string;
  /** An ARN; empty for none. */
  readonly deadLetter: string;
  /** ARNs of layer versions, in the order Lambda merges them. */
  readonly layers: readonly string[];
}

type Names = 'runtime' | 'logFormat' | 'applicationLogLevel' | 'systemLogLevel' | 'tracing' | 'snapStart';

/** The configuration as AWS reports it. Others may have set values that layerkit does not know. */
export interface ReportedConfiguration
  extends Omit<FunctionConfiguration, Names | 'environment'>, Readonly<Record<Names, string>> {
  /** `undefined` if AWS could not decrypt it. */
  readonly environment: Readonly<Record<string, string>> | undefined;
}

/** The values that function.json states. A field without a value stays as it is on AWS. */
export type StatedConfiguration = {
  readonly [Field in keyof FunctionConfiguration]?: FunctionConfiguration[Field] | undefined;
};
