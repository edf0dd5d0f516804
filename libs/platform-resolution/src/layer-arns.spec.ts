import { fillLayerArn, layerReferencePattern } from './layer-arns.ts';

const target = { runtime: 'python3.12', architecture: 'arm64' } as const;

it('the placeholders of an ARN are filled as vendors name their layers', () => {
  const powertools =
    'arn:aws:lambda:{region}:017000801446:layer:AWSLambdaPowertoolsPythonV3-{runtime}-{architecture}:18';
  expect(fillLayerArn(powertools, target, 'eu-central-1')).toBe(
    'arn:aws:lambda:eu-central-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python312-arm64:18',
  );
});

it.each([
  'dependencies-layer',
  '@scope/layer',
  'arn:aws:lambda:us-east-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python312-x86_64:18',
  'arn:aws:lambda:{region}:464622532012:layer:Datadog-Extension:65',
  'arn:aws-cn:lambda:cn-north-1:488211338238:layer:LambdaInsightsExtension:20',
  'arn:aws-eusc:lambda:eusc-de-east-1:123456789012:layer:a:1',
  'arn:aws:lambda:{region}:123456789012:layer:{runtime}_{architecture}:1',
])('%s is a layer of function.json', (text) => {
  expect(layerReferencePattern.test(text)).toBe(true);
});

it.each([
  '',
  'arn:aws:lambda:us-east-1:017000801446:layer:no-number',
  'arn:aws:lambda:us-east-1:017000801446:function:f:1',
  'arn:aws:lambda:us-east-1:0170008:layer:a:1',
  'arn:aws:lambda:nowhere:017000801446:layer:a:1',
  'arn:aws:lambda:us-east-1:{region}:layer:a:1',
  'arn:aws:lambda:us-east-1:017000801446:layer:{version}:1',
  'arn:aws:lambda:us-east-1:017000801446:layer:a:{runtime}',
  'arn:aws:lambda:::awslayer:AmazonLinux1803',
])('“%s” is none, except that any name may be a project', (text) => {
  expect(layerReferencePattern.test(text)).toBe(!text.startsWith('arn:'));
});
