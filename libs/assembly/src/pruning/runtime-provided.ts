import { parseRequirement, satisfies, type ShippedPackage } from '@layerkit/platform-resolution';

/** A package of the layer, with the texts of its Requires-Dist. */
interface RequiringPackage {
  readonly name: string;
  readonly version: string;
  readonly requires: readonly string[];
}

export interface RuntimeShareRequest {
  /** Versions that the runtime is said to have. */
  readonly versions: Readonly<Record<'boto3' | 'botocore', string>>;
  /** What the runtime ships; undefined when it is not known. */
  readonly shipped: readonly ShippedPackage[] | undefined;
  readonly packages: readonly RequiringPackage[];
  /** What the layer itself asks for, as its requirements say it. */
  readonly requirements: readonly string[];
}

export interface RuntimeShare {
  /** Packages that are left to the runtime. */
  readonly names: ReadonlySet<string>;
  /** What has to be said of it, one line each. */
  readonly warnings: readonly string[];
}

/**
 * Which packages the runtime’s own AWS SDK makes dispensable: boto3, botocore and s3transfer where everything that
 * requires them takes the runtime’s versions, and what nothing but them requires. Markers and extras are not
 * looked at: whatever could require something counts. The SDK’s packages go together: one of them in another version
 * than the others fails when it is imported (boto/botocore#3082).
 */
export const leaveToRuntime = (request: RuntimeShareRequest): RuntimeShare => {
  const { versions, shipped, packages, requirements } = request;
  if (shipped === undefined)
    return {
      names: new Set(),
      warnings: [
        'prune.runtimeProvided: the packages of this runtime are not known, so all stay in the layer',
      ],
    };
  const sdk = namesOf(shipped, 'sdk');
  const terms = { versions, sdk };
  const present = packages.filter(({ name }) => sdk.includes(name));
  if (present.length === 0)
    return { names: new Set(), warnings: ['prune.runtimeProvided: the layer has no boto3 and no botocore'] };
  const objections = [
    ...requirements.flatMap((text) => objection(terms, 'layer.json', text)),
    ...packages
      .filter(({ name }) => !sdk.includes(name))
      .flatMap(({ name, version, requires }) =>
        requires.flatMap((text) => objection(terms, `${name} ${version}`, text)),
      ),
  ];
  if (objections.length > 0)
    return {
      names: new Set(),
      warnings: objections.map((line) => `${listed(present)} stay in the layer: ${line}`),
    };
  const names = withSupport(request, shipped);
  const gone = packages.filter(({ name }) => names.has(name));
  const stated = `boto3 ${versions.boto3} and botocore ${versions.botocore}`;
  return {
    names,
    warnings: [
      `${listed(gone)} are not in the layer: the runtime’s own are used, ${stated} as layer.json states; AWS renews them without notice, region by region`,
    ],
  };
};

const namesOf = (shipped: readonly ShippedPackage[], wanted: ShippedPackage['part']): readonly string[] =>
  shipped.filter(({ part }) => part === wanted).map(({ name }) => name);

interface Terms extends Pick<RuntimeShareRequest, 'versions'> {
  readonly sdk: readonly string[];
}

const objection = ({ versions, sdk }: Terms, requirer: string, text: string): readonly string[] => {
  const { name, specifiers } = parseRequirement(text) ?? {};
  if (name === undefined || specifiers === undefined || !sdk.includes(name)) return [];
  if (name !== 'boto3' && name !== 'botocore')
    return specifiers === ''
      ? []
      : [`${requirer} requires ${name}${specifiers}, and nobody states the runtime’s`];
  const version = versions[name];
  return satisfies(version, specifiers)
    ? []
    : [`${requirer} requires ${name}${specifiers}, and the runtime is stated to have ${version}`];
};

const withSupport = (
  { packages, requirements }: RuntimeShareRequest,
  shipped: readonly ShippedPackage[],
): ReadonlySet<string> => {
  const [sdk, support] = [namesOf(shipped, 'sdk'), namesOf(shipped, 'sdk-dependency')];
  const here = new Set(packages.map(({ name }) => name));
  const gone = new Set(sdk.filter((name) => here.has(name)));
  const requiredOutside = (): ReadonlySet<string | undefined> => {
    const staying = packages.filter(({ name }) => !gone.has(name)).flatMap(({ requires }) => requires);
    return new Set([...requirements, ...staying].map((text) => parseRequirement(text)?.name));
  };
  for (let found = true; found;) {
    const outside = requiredOutside();
    const more = support.filter((name) => here.has(name) && !gone.has(name) && !outside.has(name));
    for (const name of more) gone.add(name);
    found = more.length > 0;
  }
  return gone;
};

const listed = (packages: readonly RequiringPackage[]): string =>
  packages.map(({ name, version }) => `${name} ${version}`).join(', ');
