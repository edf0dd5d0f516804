/** Whose resources a request is about. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
};

const lambdaArn = (scope: Scope, resource: string): string =>
  `arn:${partitionOf(scope.region)}:lambda:${scope.region}:${scope.account}:${resource}`;

export const functionArn = (scope: Scope, name: string): string => lambdaArn(scope, `function:${name}`);

export const layerArn = (scope: Scope, name: string): string => lambdaArn(scope, `layer:${name}`);

export const layerVersionArn = (scope: Scope, name: string, version: number): string =>
  `${layerArn(scope, name)}:${version}`;

/** A stand-in for the ARN of the runtime's patch version, stable for a runtime and a region. */
export const runtimeVersionArn = (region: string, runtimeDigest: string): string =>
  `arn:${partitionOf(region)}:lambda:${region}::runtime:${runtimeDigest}`;

/** The caller, as far as a server without users can name it. */
export const accountArn = (scope: Scope): string =>
  `arn:${partitionOf(scope.region)}:iam::${scope.account}:root`;
