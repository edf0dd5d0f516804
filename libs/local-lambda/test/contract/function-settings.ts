import {
  CreateFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetRuntimeManagementConfigCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  PutRuntimeManagementConfigCommand,
  UpdateFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { refusalOf } from '../support/refusal-of.ts';
import { plainFunction, settledFunction, underTest, uniqueName } from './contract.ts';
import { invalid, notFound, unsatisfied, validation } from './expected-refusals.ts';

const create = async (more: Partial<CreateFunctionCommandInput> = {}): Promise<FunctionConfiguration> => {
  const name = uniqueName('function');
  await underTest().client.send(new CreateFunctionCommand({ ...(await plainFunction(name)), ...more }));
  return settledFunction(name);
};
const configure = (FunctionName: string | undefined, more: object) =>
  underTest().client.send(
    new UpdateFunctionConfigurationCommand({ FunctionName: FunctionName ?? '', ...more }),
  );
const vpc = { SubnetIds: ['subnet-0a'], SecurityGroupIds: ['sg-0a'] };
const fileSystem = {
  Arn: 'arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/fsap-0123456789abcdef0',
  LocalMountPath: '/mnt/models',
};

// Developer guide and API reference; these answers are not recorded.
describe('settings of a function', () => {
  it('a VPC and a file system are reported, and go with empty lists', async () => {
    const { FunctionName, ...created } = await create({ VpcConfig: vpc, FileSystemConfigs: [fileSystem] });
    expect(created).toMatchObject({
      VpcConfig: { ...vpc, Ipv6AllowedForDualStack: false, VpcId: expect.stringMatching(/^vpc-/) },
      FileSystemConfigs: [fileSystem],
    });
    await configure(FunctionName, {
      FileSystemConfigs: [],
      VpcConfig: { SubnetIds: [], SecurityGroupIds: [] },
    });
    const after = await settledFunction(FunctionName ?? '');
    expect(Object.keys(after)).not.toEqual(expect.arrayContaining(['VpcConfig', 'FileSystemConfigs']));
  });

  it.each<[string, Partial<CreateFunctionCommandInput>, string]>([
    ['subnets without security groups', { VpcConfig: { SubnetIds: ['subnet-0a'] } }, 'must coexist'],
    ['a file system without a VPC', { FileSystemConfigs: [fileSystem] }, 'in a VPC'],
    [
      'SnapStart for python3.11',
      { Runtime: 'python3.11', SnapStart: { ApplyOn: 'PublishedVersions' } },
      'python3.11 is not supported for SnapStart enabled functions.',
    ],
    [
      'SnapStart with a large /tmp',
      { EphemeralStorage: { Size: 1024 }, SnapStart: { ApplyOn: 'PublishedVersions' } },
      'ephemeral storage',
    ],
  ])('%s is refused', async (_what, more, message) => {
    expect(await refusalOf(create(more))).toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining(message),
    });
  });

  it('more than 16 subnets are refused', async () => {
    const SubnetIds = Array.from({ length: 17 }, (_, index) => `subnet-${index}`);
    expect(await refusalOf(create({ VpcConfig: { ...vpc, SubnetIds } }))).toEqual(
      validation(
        unsatisfied(
          `[${SubnetIds.join(', ')}]`,
          'vpcConfig.subnetIds',
          'have length less than or equal to 16',
        ),
      ),
    );
  });
});

describe('reserved concurrency', () => {
  const reserve = (FunctionName: string, ReservedConcurrentExecutions: number) =>
    underTest().client.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }),
    );

  it('executions are reserved, reported and given back', async () => {
    const { client } = underTest();
    const { FunctionName = '' } = await create();
    expect(await reserve(FunctionName, 2)).toMatchObject({ ReservedConcurrentExecutions: 2 });
    expect(await client.send(new GetFunctionCommand({ FunctionName }))).toMatchObject({
      Concurrency: { ReservedConcurrentExecutions: 2 },
    });
    await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    const found = await client.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    expect(found.ReservedConcurrentExecutions).toBeUndefined();
    expect(await client.send(new GetFunctionCommand({ FunctionName }))).not.toHaveProperty('Concurrency');
  });

  it('a function with no executions can’t be invoked', async () => {
    const { FunctionName = '' } = await create();
    await reserve(FunctionName, 0);
    expect(await refusalOf(underTest().client.send(new InvokeCommand({ FunctionName })))).toEqual({
      name: 'TooManyRequestsException',
      status: 429,
      message: 'Rate Exceeded.',
    });
  });

  it('100 executions of the account stay unreserved', async () => {
    const { FunctionName = '' } = await create();
    expect(await refusalOf(reserve(FunctionName, 901))).toEqual(
      invalid(
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
      ),
    );
  });

  it('a function that does not exist has none', async () => {
    const { region, account } = underTest();
    const name = uniqueName('gone');
    expect(await refusalOf(reserve(name, 1))).toEqual(
      notFound(`Function not found: arn:aws:lambda:${region}:${account}:function:${name}`),
    );
  });
});

it('the runtime is updated automatically, until a request says otherwise', async () => {
  const { client, region } = underTest();
  const { FunctionName = '' } = await create();
  const read = () => client.send(new GetRuntimeManagementConfigCommand({ FunctionName }));
  expect(await read()).toMatchObject({ UpdateRuntimeOn: 'Auto' });
  const Manual = {
    UpdateRuntimeOn: 'Manual',
    RuntimeVersionArn: `arn:aws:lambda:${region}::runtime:${'0'.repeat(64)}`,
  } as const;
  await client.send(new PutRuntimeManagementConfigCommand({ FunctionName, ...Manual }));
  expect(await read()).toMatchObject(Manual);
  const without = new PutRuntimeManagementConfigCommand({ FunctionName, UpdateRuntimeOn: 'Manual' });
  expect(await refusalOf(client.send(without))).toMatchObject({ name: 'InvalidParameterValueException' });
});
