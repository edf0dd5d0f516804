import { LayerkitError } from '@layerkit/failure';
import { layerVersionArnPattern } from '@layerkit/platform-resolution/layer-arns';

/** The parts of a layer version’s ARN. */
export interface LayerVersionArn {
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  readonly layerName: string;
  readonly version: number;
}

/**
 * Parses the ARN of a layer version (Lambda API, "GetLayerVersionByArn").
 * @throws LayerkitError layer-version/invalid-arn, also for a layer’s ARN without a version
 */
export const parseLayerVersionArn = (text: string): LayerVersionArn => {
  const [, , , region = '', account = '', , layerName = '', version = ''] = text.split(':');
  if (layerVersionArnPattern.test(text))
    return { arn: text, region, account, layerName, version: Number(version) };
  throw new LayerkitError({
    code: 'layer-version/invalid-arn',
    message: `invalid layer version ARN “${text}”`,
    hint: 'Use the form arn:aws:lambda:eu-central-1:123456789012:layer:NAME:7, with the version at the end.',
  });
};
