import { accessDenied, resourceNotFound } from '../refusal/refusals.ts';
import { regionPattern } from './patterns.ts';
import { accountArn, type Scope } from './scope.ts';

export interface LayerVersionReference {
  readonly region: string;
  readonly account: string;
  readonly name: string;
  readonly version: number;
}

const layerPattern = new RegExp(
  `^arn:(?:aws[a-zA-Z-]*)?:lambda:(?<region>${regionPattern}):(?<account>\\d{12}):layer:(?<name>[a-zA-Z0-9-_]+)(?::(?<version>[0-9]+))?$`,
);

/** Parses the ARN of a layer version; undefined for anything else, including an `awslayer`. */
export const parseLayerVersionArn = (arn: string): LayerVersionReference | undefined => {
  const found = layerPattern.exec(arn)?.groups;
  const { region, account, name, version } = found ?? {};
  if (region === undefined || account === undefined || name === undefined || version === undefined)
    return undefined;
  return { region, account, name, version: Number(version) };
};

/**
 * Returns the layer name in a name or an ARN.
 * @throws Refusal for a layer of another account or region
 */
export const parseLayerName = (nameOrArn: string, scope: Scope): string => {
  const found = layerPattern.exec(nameOrArn)?.groups;
  if (found === undefined) return nameOrArn;
  if (found['account'] !== scope.account) throw foreignLayer(nameOrArn, scope);
  if (found['region'] !== scope.region) throw resourceNotFound();
  return found['name'] ?? nameOrArn;
};

/** The refusal of a layer of another account. It would need a layer permission, which this server lacks. */
export const foreignLayer = (arn: string, scope: Scope) =>
  accessDenied(
    `User: ${accountArn(scope)} is not authorized to perform: lambda:GetLayerVersion on resource: ${arn} because no resource-based policy allows the lambda:GetLayerVersion action`,
  );
