import { parseLayerVersionArn } from './layer-version-arn.ts';

it.each([
  ['arn:aws:lambda:eu-central-1:123456789012:layer:some_Layer-1:7', 'eu-central-1', 'some_Layer-1', 7],
  ['arn:aws-cn:lambda:cn-north-1:123456789012:layer:x:1', 'cn-north-1', 'x', 1],
  ['arn:aws-us-gov:lambda:us-gov-west-1:123456789012:layer:x:12', 'us-gov-west-1', 'x', 12],
])('%s', (arn, region, layerName, version) => {
  expect(parseLayerVersionArn(arn)).toEqual({ arn, region, account: '123456789012', layerName, version });
});

it.each([
  'arn:aws:lambda:eu-central-1:123456789012:layer:x',
  'arn:aws:lambda:eu-central-1:123456789012:function:x:1',
  'arn:aws:lambda:eu-central-1:1234:layer:x:1',
  'layer.zip',
])('%s is none of a layer version', (text) => {
  expect(() => parseLayerVersionArn(text)).toThrow(
    expect.objectContaining({
      code: 'layer-version/invalid-arn',
      message: expect.stringContaining(`“${text}”`),
    }),
  );
});
