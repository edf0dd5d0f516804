/** The account and region of a request. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

/** The account of a server that was given none. No AWS account has this number. */
export const noAccount = '000000000000';

/** The partitions besides `aws`, by the start of their regions (botocore’s data/partitions.json, 2026-11). */
const partitions: readonly (readonly [start: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];

const partitionOf = (region: string): string =>
  partitions.find(([start]) => region.startsWith(start))?.[1] ?? 'aws';

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
