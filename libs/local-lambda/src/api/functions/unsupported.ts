import { notImplemented } from '../../refusal/refusals.ts';

/** Members of CreateFunction and the updates that would need what this server has not. */
const unsupported = [
  'Publish',
  'PublishTo',
  'VpcConfig',
  'FileSystemConfigs',
  'ImageConfig',
  'CodeSigningConfigArn',
  'TenancyConfig',
  'CapacityProviderConfig',
  'DurableConfig',
  'RuntimeConfig',
  'AcceleratorConfig',
] as const;

/**
 * A request for something that can't be had is refused and not half done.
 * @throws Refusal 501 that names the member
 */
export const refuseUnsupported = (operation: string, request: Readonly<Record<string, unknown>>): void => {
  const named = unsupported.find((member) => asksForSomething(request[member]));
  if (named !== undefined) throw notImplemented(`${operation} with ${named}`);
  if (request['PackageType'] === 'Image') throw notImplemented(`${operation} with container images`);
};

const asksForSomething = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(asksForSomething);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(asksForSomething);
  return value !== undefined && value !== null && value !== false && value !== '';
};
