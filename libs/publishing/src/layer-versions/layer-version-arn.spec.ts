import { parseLayerVersionArn } from './layer-version-arn.ts';

const account = '123456789012';

it.each([
  [
    `arn:aws:lambda:eu-central-1:${account}:layer:a_B-1:7`,
    { region: 'eu-central-1', layerName: 'a_B-1', version: 7 },
  ],
  [`arn:aws-cn:lambda:cn-north-1:${account}:layer:x:1`, { region: 'cn-north-1', layerName: 'x', version: 1 }],
  [
    `arn:aws-us-gov:lambda:us-gov-west-1:${account}:layer:x:12`,
    { region: 'us-gov-west-1', layerName: 'x', version: 12 },
  ],
  ...[
    ['aws-eusc', 'eusc-de-east-1'],
    ['aws-iso', 'us-iso-east-1'],
    ['aws-iso-b', 'us-isob-east-1'],
    ['aws-iso-e', 'eu-isoe-west-1'],
    ['aws-iso-f', 'us-isof-south-1'],
  ].map(([partition, region]): [string, object] => [
    `arn:${partition}:lambda:${region}:${account}:layer:x:1`,
    { region, layerName: 'x', version: 1 },
  ]),
])('%s', (arn, parts) => {
  expect(parseLayerVersionArn(arn)).toEqual({ arn, account, ...parts });
});

it.each([
  'arn:aws:lambda:eu-central-1:123456789012:layer:x',
  'arn:aws:lambda:eu-central-1:123456789012:function:x:1',
  'arn:aws:lambda:eu-central-1:1234:layer:x:1',
  'layer.zip',
])('%s is not the ARN of a layer version', (text) => {
  expect(() => parseLayerVersionArn(text)).toThrowWithCode('layer-version/invalid-arn', {
    message: expect.stringContaining(`“${text}”`),
  });
});
