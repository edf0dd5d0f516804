import { LayerkitError } from '@layerkit/failure';
import { quotas } from '@layerkit/platform-resolution';

/** A layer version’s ARN in parts. */
export interface LayerVersionArn {
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  readonly layerName: string;
  readonly version: number;
}

/**
 * Reads the ARN of a layer version (Lambda API, "GetLayerVersionByArn").
 * @throws LayerkitError layer-version/invalid-arn; that of a layer without a version is none
 */
export const parseLayerVersionArn = (text: string): LayerVersionArn => {
  const { region, account, layerName, version } = pattern.exec(text)?.groups ?? {};
  if (region !== undefined && account !== undefined && layerName !== undefined && version !== undefined)
    return { arn: text, region, account, layerName, version: Number(version) };
  throw new LayerkitError({
    code: 'layer-version/invalid-arn',
    message: `“${text}” is no ARN of a layer version`,
    hint: 'It is written like arn:aws:lambda:eu-central-1:123456789012:layer:NAME:7, the version at its end.',
  });
};

const pattern = new RegExp(
  String.raw`^arn:aws[a-z-]*:lambda:(?<region>[a-z]+(?:-[a-z]+)+-\d+):(?<account>\d{12}):layer:(?<layerName>[\w-]{1,${quotas.layerNameLength}}):(?<version>\d+)$`,
  'i',
);
