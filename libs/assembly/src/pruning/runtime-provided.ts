import { LayerkitError } from '@layerkit/failure';
import type { ZipRole } from '@layerkit/platform-resolution/layout';
import { parseRequirement, satisfies } from '@layerkit/platform-resolution/requirements';
import type { ShippedPackage } from '@layerkit/platform-resolution/runtimes';

/** A package of the layer with the values of its Requires-Dist. */
interface RequiringPackage {
  readonly name: string;
  readonly version: string;
  readonly requires: readonly string[];
}

export interface RuntimeShareRequest {
  /** The zip that has the packages; by default a layer. */
  readonly role?: ZipRole | undefined;
  /** The runtime’s versions according to layer.json, or `unknown` if it accepts any. */
  readonly versions: Readonly<Record<'boto3' | 'botocore', string>> | 'unknown';
  /** Whether a requirement that the runtime does not meet is an error. By default everything then stays in the layer. */
  readonly isStrict?: boolean | undefined;
  /** The packages that the runtime ships; undefined if they are not known. */
  readonly shipped: readonly ShippedPackage[] | undefined;
  readonly packages: readonly RequiringPackage[];
  /** The layer’s requirements. */
  readonly requirements: readonly string[];
}

export interface RuntimeShare {
  /** The runtime-provided packages, which the layer leaves out. */
  readonly names: ReadonlySet<string>;
  /** One line for each warning. */
  readonly warnings: readonly string[];
}

/**
 * Returns the packages that the layer can leave to the runtime: boto3, botocore and s3transfer if every requirement
 * on them accepts the runtime’s versions, and the packages that only they require. Ignores markers and extras, so a
 * requirement counts even if it does not apply. Leaves out all packages of the SDK or none, because they fail to
 * import if one has another version than the rest (boto/botocore#3082).
 * @throws LayerkitError layer/not-provided if `isStrict` and the runtime does not meet a requirement
 */
export const leaveToRuntime = (request: RuntimeShareRequest): RuntimeShare => {
  const { role = 'layer', versions, shipped, packages, requirements } = request;
  if (shipped === undefined)
    return {
      names: new Set(),
      warnings: [
        `prune.runtimeProvided: layerkit does not know the packages of this runtime, so all stay in the ${role}`,
      ],
    };
  const sdk = namesOf(shipped, 'sdk');
  const terms = { definition: `${role}.json`, versions, sdk };
  const present = packages.filter(({ name }) => sdk.includes(name));
  if (present.length === 0)
    return {
      names: new Set(),
      warnings: [`prune.runtimeProvided: the ${role} has neither boto3 nor botocore`],
    };
  const objections = [
    ...requirements.flatMap((text) => objection(terms, terms.definition, text)),
    ...packages
      .filter(({ name }) => !sdk.includes(name))
      .flatMap(({ name, version, requires }) =>
        requires.flatMap((text) => objection(terms, `${name} ${version}`, text)),
      ),
  ];
  if (objections.length > 0 && request.isStrict === true) throw notProvided(objections);
  if (objections.length > 0)
    return {
      names: new Set(),
      warnings: objections.map((line) => `${listed(present)} stay in the ${role}: ${line}`),
    };
  const names = withSupport(request, shipped);
  const gone = packages.filter(({ name }) => names.has(name));
  const stated =
    versions === 'unknown'
      ? 'layerkit does not know its versions, state them in prune.runtimeProvided to compare them'
      : `${terms.definition} states boto3 ${versions.boto3} and botocore ${versions.botocore}`;
  return {
    names,
    warnings: [
      `${listed(gone)} are not in the ${role}: the runtime provides them (${stated}), and AWS updates them without notice, region by region`,
    ],
  };
};

const notProvided = (problems: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'layer/not-provided',
    message: 'packages that the layer leaves to the runtime are not there as it needs them',
    problems,
    hint: 'Correct the versions in prune.runtimeProvided, change the requirements, or remove “runtime” from providedBy in layer.json.',
  });

const namesOf = (shipped: readonly ShippedPackage[], wanted: ShippedPackage['part']): readonly string[] =>
  shipped.filter(({ part }) => part === wanted).map(({ name }) => name);

interface Terms extends Pick<RuntimeShareRequest, 'versions'> {
  readonly definition: string;
  readonly sdk: readonly string[];
}

const objection = (
  { definition, versions, sdk }: Terms,
  requirer: string,
  text: string,
): readonly string[] => {
  const { name, specifiers } = parseRequirement(text) ?? {};
  if (name === undefined || specifiers === undefined || !sdk.includes(name) || versions === 'unknown')
    return [];
  if (name !== 'boto3' && name !== 'botocore')
    return specifiers === ''
      ? []
      : [`${requirer} requires ${name}${specifiers}, but ${definition} does not state the runtime’s version`];
  const version = versions[name];
  return satisfies(version, specifiers)
    ? []
    : [`${requirer} requires ${name}${specifiers}, but ${definition} states ${version} for the runtime`];
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
