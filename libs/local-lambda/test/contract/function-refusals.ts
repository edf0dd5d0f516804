import {
  CreateFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  UpdateFunctionConfigurationCommand,
  type Runtime as LambdaRuntime,
} from '@aws-sdk/client-lambda';
import { refusalOf, type SeenRefusal } from '../support/refusal-of.ts';
import { plainFunction, settledFunction, underTest, uniqueName } from './contract.ts';
import { creatable, invalid, notFound, unsatisfied, validation, type Case } from './expected-refusals.ts';

const create = async (given: object): Promise<SeenRefusal> => {
  const request = { ...(await plainFunction(uniqueName('function'))), ...given };
  return refusalOf(underTest().client.send(new CreateFunctionCommand(request)));
};
const unknownRuntime = (runtime: string): SeenRefusal =>
  invalid(
    `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${creatable}] or be a valid ARN`,
  );
const tooMany = (variables: object): SeenRefusal =>
  invalid(
    `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(variables)}`,
  );

// AWS's refusals of a function’s settings (recorded 2022-09 to 2026-01).
describe('refusals of functions', () => {
  it.each<Case>([
    ['an unknown runtime', { Runtime: 'non-existent-runtime' }, unknownRuntime('non-existent-runtime')],
    ['a name that was never a runtime', { Runtime: 'nasa' }, unknownRuntime('nasa')],
    ['a runtime in capitals', { Runtime: 'PYTHON3.9' }, unknownRuntime('PYTHON3.9')],
    [
      'a retired runtime',
      { Runtime: 'python3.7' },
      invalid(
        'The runtime parameter of python3.7 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
      ),
    ],
    [
      'a role that is not an ARN',
      { Role: 'r1' },
      validation(
        unsatisfied(
          'r1',
          'role',
          'satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+',
        ),
      ),
    ],
    [
      'two architectures',
      { Architectures: ['x86_64', 'arm64'] },
      validation(unsatisfied('[x86_64, arm64]', 'architectures', 'have length less than or equal to 1')),
    ],
    [
      'an architecture in capitals',
      { Architectures: ['X86_64'] },
      validation(
        unsatisfied(
          '[X86_64]',
          'architectures',
          'satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]',
        ),
      ),
    ],
    [
      'code that is not a zip',
      { Code: { ZipFile: Buffer.from('no zip') } },
      invalid('Could not unzip uploaded file. Please check your file, then try to upload again.'),
    ],
    [
      'a time limit of more than 15 minutes',
      { Timeout: 901 },
      validation(unsatisfied('901', 'timeout', 'have value less than or equal to 900')),
    ],
    [
      'too little memory',
      { MemorySize: 127 },
      validation(unsatisfied('127', 'memorySize', 'have value greater than or equal to 128')),
    ],
    [
      'more than 4 KB in one variable',
      { Environment: { Variables: { LARGE_VAR: 'x'.repeat(4081) } } },
      tooMany({ LARGE_VAR: 'x'.repeat(4081) }),
    ],
    [
      'more than 4 KB in several variables',
      { Environment: { Variables: { SMALL_VAR: 'ok', LARGE_VAR: 'x'.repeat(4064) } } },
      tooMany({ SMALL_VAR: 'ok', LARGE_VAR: 'x'.repeat(4064) }),
    ],
    [
      'a variable that Lambda sets itself',
      { Environment: { Variables: { AWS_REGION: 'x' } } },
      invalid(
        'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION',
      ),
    ],
    [
      'a name that is too long',
      { FunctionName: 'a'.repeat(65) },
      invalid(
        `1 validation error detected: ${unsatisfied('a'.repeat(65), 'functionName', 'have length less than or equal to 64')}`,
      ),
    ],
  ])('a function with %s is refused', async (_what, given, expected) => {
    expect(await create(given)).toEqual(expected);
  });

  it('a role of another account is refused for a new function and a changed one', async () => {
    const Role = underTest().role.replace(/\d{12}/, '999999999999');
    const FunctionName = uniqueName('function');
    const denied = {
      name: 'AccessDeniedException',
      status: 403,
      message: 'Cross-account pass role is not allowed.',
    };
    expect(await create({ FunctionName, Role })).toEqual(denied);
    const { client } = underTest();
    await client.send(new CreateFunctionCommand(await plainFunction(FunctionName)));
    await settledFunction(FunctionName);
    const change = new UpdateFunctionConfigurationCommand({ FunctionName, Role });
    expect(await refusalOf(client.send(change))).toEqual(denied);
  });

  it.each(['python3.15', 'nodejs26.x', 'ruby4.0', 'java17.al2023'] as const)(
    'a function with the newer runtime %s is created',
    async (Runtime) => {
      const request = { ...(await plainFunction(uniqueName('function'))), Runtime: Runtime as LambdaRuntime };
      expect((await underTest().client.send(new CreateFunctionCommand(request))).Runtime).toBe(Runtime);
    },
  );

  it('variables of exactly 4 KB are accepted', async () => {
    const Environment = { Variables: { LARGE_VAR: 'x'.repeat(4080) } };
    const request = { ...(await plainFunction(uniqueName('function'))), Environment };
    expect((await underTest().client.send(new CreateFunctionCommand(request))).Environment).toEqual(
      Environment,
    );
  });

  it('a name that exists is refused', async () => {
    const FunctionName = uniqueName('function');
    const request = await plainFunction(FunctionName);
    await underTest().client.send(new CreateFunctionCommand(request));
    expect(await create({ FunctionName })).toEqual({
      name: 'ResourceConflictException',
      status: 409,
      message: `Function already exist: ${FunctionName}`,
    });
  });

  it('a function of another region, or a missing one, is not found', async () => {
    const { client, region: own, account } = underTest();
    const foreign = `arn:aws:lambda:ap-southeast-1:${account}:function:f`;
    expect(await refusalOf(client.send(new GetFunctionCommand({ FunctionName: foreign })))).toEqual(
      notFound(`Functions from 'ap-southeast-1' are not reachable in this region ('${own}')`),
    );
    const gone = `arn:aws:lambda:${own}:${account}:function:doesnotexist`;
    expect(await refusalOf(client.send(new GetFunctionCommand({ FunctionName: 'doesnotexist' })))).toEqual(
      notFound(`Function not found: ${gone}`),
    );
    expect(await refusalOf(client.send(new InvokeCommand({ FunctionName: 'doesnotexist' })))).toEqual(
      notFound(`Function not found: ${gone}:$LATEST`),
    );
    const update = new UpdateFunctionConfigurationCommand({ FunctionName: 'doesnotexist' });
    expect(await refusalOf(client.send(update))).toEqual(notFound(`Function not found: ${gone}`));
  });

  it('access to a function of another account is denied', async () => {
    const FunctionName = `arn:aws:lambda:${underTest().region}:999999999999:function:f`;
    const refusal = await refusalOf(underTest().client.send(new GetFunctionCommand({ FunctionName })));
    expect(refusal).toMatchObject({ name: 'AccessDeniedException', status: 403 });
  });
});
