import type { FunctionConfiguration, ReportedConfiguration, Vpc } from './function-configuration.ts';

type Value = (FunctionConfiguration | ReportedConfiguration)[Exclude<
  keyof FunctionConfiguration,
  'environment'
>];

/** Returns a value as one line of text. Equal values have the same text, and no value has an empty one. */
export const showValue = (value: Value): string => {
  if (typeof value !== 'object') return String(value);
  return isVpc(value) ? showVpc(value) : value.map(showItem).join(' ');
};

const isVpc = (value: Exclude<Value, string | number>): value is Vpc => 'subnetIds' in value;

/** AWS may report the lists in another order, which means nothing. */
const showVpc = ({ subnetIds, securityGroupIds, ipv6 }: Vpc): string =>
  [...subnetIds.toSorted(), ...securityGroupIds.toSorted(), ...(ipv6 ? ['ipv6'] : [])].join(' ');

const showItem = (item: string | FunctionConfiguration['fileSystems'][number]): string =>
  typeof item === 'string' ? item : `${item.arn} at ${item.path}`;
