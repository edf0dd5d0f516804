/** The account and region of a request. */
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

export const formatLayerVersionArn = (scope: Scope, name: string, version: number): string =>
  `${layerArn(scope, name)}:${version}`;

/** Makes a placeholder for the ARN of the runtime's patch version, stable per runtime and region. */
export const runtimeVersionArn = (region: string, runtimeDigest: string): string =>
  `arn:${partitionOf(region)}:lambda:${region}::runtime:${runtimeDigest}`;

/** The ARN of the caller: the account's root, because this server has no users. */
export const accountArn = (scope: Scope): string =>
  `arn:${partitionOf(scope.region)}:iam::${scope.account}:root`;
