import { LayerkitError, nearNames } from '@layerkit/failure';

/**
 * The data of all AWS services but these, below botocore/data. The files right in it, endpoints and partitions and
 * what else all services share, stay.
 * @throws LayerkitError definition/invalid when one is none of botocore’s services, or botocore is not there at all
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
        : 'layer.json: prune.botocoreServices names what is no service of the botocore in the layer',
    problems: unknown.map((service) => describeUnknown(service, services)),
    hint: 'The names are those of boto3.client(); a layer without botocore needs no such list.',
  });

const describeUnknown = (service: string, services: ReadonlySet<string>): string => {
  const near = nearNames(service, services);
  return near.length === 0 ? service : `${service}: is ${near.join(' or ')} meant?`;
};
