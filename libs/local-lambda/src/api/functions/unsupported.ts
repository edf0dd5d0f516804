import { notImplemented } from '../../refusal/refusals.ts';

/** The members of CreateFunction and the updates that this server does not implement. */
const unsupported = [
  'Publish',
  'PublishTo',
  'ImageConfig',
  'CodeSigningConfigArn',
  'TenancyConfig',
  'CapacityProviderConfig',
  'DurableConfig',
  'RuntimeConfig',
  'AcceleratorConfig',
] as const;

/**
 * Refuses a request that uses an unsupported member, before any part of it is done.
 * @throws Refusal with status 501 that names the member
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
