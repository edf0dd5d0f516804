/**
 * Top-level modules that every Python runtime of Lambda has, and the distributions they come from; AWS renews
 * them at its own time, so their versions are not known (Lambda guide, "Runtime-included SDK versions").
 */
export const runtimeModules: ReadonlyMap<string, string> = new Map([
  ['boto3', 'boto3'],
  ['botocore', 'botocore'],
  ['s3transfer', 's3transfer'],
  ['jmespath', 'jmespath'],
  ['urllib3', 'urllib3'],
  ['dateutil', 'python-dateutil'],
  ['six', 'six'],
  ['simplejson', 'simplejson'],
]);

/** The same by normalised name of the distribution. */
export const runtimeDistributions: ReadonlySet<string> = new Set(runtimeModules.values());
