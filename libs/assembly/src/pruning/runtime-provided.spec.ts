import { offeredPackages } from '@layerkit/platform-resolution/runtimes';
import { leaveToRuntime } from './runtime-provided.ts';

const shipped = offeredPackages('python3.12');
const versions = { boto3: '1.40.4', botocore: '1.40.4' };

/** Returns packages with these requirements, by name. */
const lock = (packages: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(packages).map(([name, requires]) => ({ name, version: '9', requires }));

const sdk = {
  boto3: ['botocore<1.44.0,>=1.43.5', 'jmespath<2.0.0,>=0.7.1', 's3transfer<0.19.0,>=0.18.0'],
  botocore: ['jmespath<2.0.0,>=0.7.1', 'python-dateutil<3.0.0,>=2.1', 'urllib3<3,>=1.25.4'],
  s3transfer: ['botocore<2.0a0,>=1.37.4', 'botocore[crt]<2.0a0,>=1.37.4; extra == "crt"'],
  jmespath: [],
  'python-dateutil': ['six>=1.5'],
  six: [],
  urllib3: ['brotli>=1.2.0; extra == "brotli"'],
};

const namesOf = (packages: Readonly<Record<string, readonly string[]>>, requirements: string[] = ['boto3']) =>
  [...leaveToRuntime({ versions, shipped, packages: lock(packages), requirements }).names].sort();

it('the SDK and the packages that only it requires are left to the runtime', () => {
  expect(namesOf(sdk)).toEqual(Object.keys(sdk).sort());
  expect(namesOf(sdk, ['boto3>=1.26,<2', 'botocore>=1.40.4'])).toEqual(Object.keys(sdk).sort());
});

it('packages that another package or layer.json requires too are kept', () => {
  const users = {
    requests: ['urllib3<3,>=1.26'],
    powertools: ['jmespath>=1.0.1'],
    pandas: ['python-dateutil'],
  };
  expect(namesOf({ ...sdk, ...users })).toEqual(['boto3', 'botocore', 's3transfer']);
  expect(namesOf(sdk, ['boto3', 'six'])).not.toContain('six');
});

it.each([
  {
    where: 'layer.json requires a newer version',
    requirements: ['boto3>=1.41'],
    reason: 'layer.json requires boto3>=1.41',
  },
  {
    where: 'layer.json pins another version',
    requirements: ['boto3==1.43.5'],
    reason: 'layer.json requires boto3==1.43.5',
  },
  {
    where: 'a package requires a newer version',
    aio: ['botocore>=1.40.10,<1.41'],
    reason: 'aio 9 requires botocore>=1.40.10,<1.41',
  },
  {
    where: 'an extra of a package requires a newer version',
    aio: ['boto3>=1.41; extra == "aws"'],
    reason: 'aio 9 requires boto3>=1.41',
  },
  {
    where: 'a package requires a version of s3transfer',
    aio: ['s3transfer>=0.18'],
    reason: 'aio 9 requires s3transfer>=0.18',
  },
])('nothing is left to the runtime if $where, with a warning', ({ aio = [], requirements = [], reason }) => {
  const packages = lock({ ...sdk, aio });
  const { names, warnings } = leaveToRuntime({ versions, shipped, packages, requirements });
  expect([...names]).toEqual([]);
  expect(warnings).toEqual([expect.stringMatching(/^boto3 9, botocore 9, s3transfer 9 stay in the layer: /)]);
  expect(warnings[0]).toContain(reason);
});

it('the warning names the packages left to the runtime, the stated versions and the risk', () => {
  const { warnings } = leaveToRuntime({ versions, shipped, packages: lock(sdk), requirements: ['boto3'] });
  expect(warnings).toEqual([
    'boto3 9, botocore 9, s3transfer 9, jmespath 9, python-dateutil 9, six 9, urllib3 9 are not in the layer: the runtime provides them (layer.json states boto3 1.40.4 and botocore 1.40.4), and AWS updates them without notice, region by region',
  ]);
  expect(
    leaveToRuntime({ versions, shipped, packages: lock({ six: [] }), requirements: [] }).warnings,
  ).toEqual(['prune.runtimeProvided: the layer has neither boto3 nor botocore']);
});

it('nothing is left to a runtime with unknown packages, with a warning', () => {
  const request = { versions, shipped: undefined, packages: lock(sdk), requirements: ['boto3'] };
  const { names, warnings } = leaveToRuntime(request);
  expect([...names]).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining('does not know the packages of this runtime')]);
});
