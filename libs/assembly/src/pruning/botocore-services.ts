import { LayerkitError, nearNames } from '@layerkit/failure';

/**
 * Returns the data files of all AWS services except the kept ones, below botocore/data. Files directly in that
 * folder, such as endpoints and partitions, are shared by all services and stay.
 * @throws LayerkitError definition/invalid if botocore does not have a kept service or is not in the layer
 */
export const selectBotocoreServices = (
  paths: readonly string[],
  kept: readonly string[],
): readonly string[] => {
  const services = new Set(paths.map(serviceOf).filter((service) => service !== undefined));
  const unknown = kept.filter((service) => !services.has(service));
  if (unknown.length > 0) throw unknownServices(unknown, services);
  const stay = new Set<string | undefined>([...kept, undefined]);
  return paths.filter((path) => !stay.has(serviceOf(path)));
};

const serviceOf = (path: string): string | undefined => /^botocore\/data\/([^/]+)\//.exec(path)?.[1];

const unknownServices = (unknown: readonly string[], services: ReadonlySet<string>): LayerkitError =>
  new LayerkitError({
    code: 'definition/invalid',
    message:
      services.size === 0
        ? 'layer.json: prune.botocoreServices names services, but the layer has no botocore'
        : 'layer.json: prune.botocoreServices names services that the layer’s botocore does not have',
    problems: unknown.map((service) => describeUnknown(service, services)),
    hint: 'Use the service names of boto3.client(). Remove the list if the layer has no botocore.',
  });

const describeUnknown = (service: string, services: ReadonlySet<string>): string => {
  const near = nearNames(service, services);
  return near.length === 0 ? service : `${service}: did you mean ${near.join(' or ')}?`;
};
