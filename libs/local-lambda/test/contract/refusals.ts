import {
  CreateFunctionCommand,
  DeleteLayerVersionCommand,
  GetFunctionCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  InvokeCommand,
  ListLayersCommand,
  PublishLayerVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { refusalOf, type SeenRefusal } from '../support/refusal-of.ts';
import { codeZip, layerZip, plainFunction, uniqueName, type Connect } from './contract.ts';

const creatable =
  'nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2';
const region = '(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}';
const layerVersionPattern = `(arn:(aws[a-zA-Z-]*)?:lambda:${region}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)`;

const validation = (...problems: readonly string[]): SeenRefusal => ({
  name: 'ValidationException',
  status: 400,
  message: `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`,
});
const invalid = (message: string): SeenRefusal => ({
  name: 'InvalidParameterValueException',
  status: 400,
  message,
});
const notFound = (message = 'The resource you requested does not exist.'): SeenRefusal => ({
  name: 'ResourceNotFoundException',
  status: 404,
  message,
});
const unsatisfied = (value: string, member: string, constraint: string): string =>
  `Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`;

type Case = readonly [what: string, given: object, expected: SeenRefusal];

/** What AWS refuses of layers, word for word (recorded 2025-11 and 2026-01). */
export const layerRefusalsContract = (connect: Connect): void => {
  const publish = async (given: object): Promise<SeenRefusal> => {
    const request = { LayerName: uniqueName('layer'), Content: { ZipFile: await layerZip() }, ...given };
    return refusalOf(connect().client.send(new PublishLayerVersionCommand(request)));
  };
  const wrongArchitectures = (shown: string): string =>
    unsatisfied(
      shown,
      'compatibleArchitectures',
      'satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]',
    );

  test.each<Case>([
    [
      'unknown runtimes and architectures',
      { CompatibleRuntimes: ['invalidruntime'], CompatibleArchitectures: ['invalidarch'] },
      validation(
        unsatisfied('[invalidruntime]', 'compatibleRuntimes', `satisfy enum value set: [${creatable}]`),
        wrongArchitectures('[invalidarch]'),
      ),
    ],
    [
      'some unknown ones among known ones',
      { CompatibleRuntimes: ['a', 'b', 'nodejs20.x'], CompatibleArchitectures: ['c', 'x86_64'] },
      validation(
        unsatisfied('[a, b, nodejs20.x]', 'compatibleRuntimes', `satisfy enum value set: [${creatable}]`),
        wrongArchitectures('[c, x86_64]'),
      ),
    ],
    [
      'what is no zip',
      { Content: { ZipFile: Buffer.from('this is no zip') } },
      invalid('Could not unzip uploaded file. Please check your file, then try to upload again.'),
    ],
    [
      'a long description',
      { Description: 'd'.repeat(257) },
      validation(unsatisfied('d'.repeat(257), 'description', 'have length less than or equal to 256')),
    ],
  ])('a layer with %s', async (_what, given, expected) => {
    expect(await publish(given)).toEqual(expected);
  });

  test.each([
    ['zero', 0],
    ['below zero', -1],
  ])('a version number of %s', async (_what, VersionNumber) => {
    const { client } = connect();
    const request = { LayerName: uniqueName('layer'), VersionNumber };
    const expected = invalid('Layer Version Cannot be less than 1');
    expect(await refusalOf(client.send(new GetLayerVersionCommand(request)))).toEqual(expected);
    expect(await refusalOf(client.send(new DeleteLayerVersionCommand(request)))).toEqual(expected);
  });

  test('a version that is not there', async () => {
    const { client, region: own, account } = connect();
    const name = uniqueName('layer');
    const byNumber = new GetLayerVersionCommand({ LayerName: name, VersionNumber: 1 });
    expect(await refusalOf(client.send(byNumber))).toEqual(notFound());
    const byArn = new GetLayerVersionByArnCommand({
      Arn: `arn:aws:lambda:${own}:${account}:layer:${name}:1`,
    });
    expect(await refusalOf(client.send(byArn))).toEqual(notFound());
  });

  test('an ARN without a version', async () => {
    const { client, region: own, account } = connect();
    const Arn = `arn:aws:lambda:${own}:${account}:layer:name`;
    const expected = unsatisfied(Arn, 'arn', `satisfy regular expression pattern: ${layerVersionPattern}`);
    expect(await refusalOf(client.send(new GetLayerVersionByArnCommand({ Arn })))).toEqual(
      validation(expected),
    );
  });

  test('filters by what does not exist', async () => {
    const { client } = connect();
    const byRuntime = new ListLayersCommand({ CompatibleRuntime: 'runtimedoesnotexist' as 'python3.9' });
    expect((await refusalOf(client.send(byRuntime))).message).toMatch(
      /^1 validation error detected: Value 'runtimedoesnotexist' at 'compatibleRuntime' failed to satisfy constraint: Member must satisfy enum value set: \[ruby3\.5, .*, python2\.7\]$/,
    );
    const byArchitecture = new ListLayersCommand({ CompatibleArchitecture: 'archdoesnotexist' as 'arm64' });
    expect(await refusalOf(client.send(byArchitecture))).toEqual(
      validation(
        unsatisfied('archdoesnotexist', 'compatibleArchitecture', 'satisfy enum value set: [x86_64, arm64]'),
      ),
    );
  });
};

/** What AWS refuses of a function's settings (recorded 2022-09 to 2026-01). */
export const functionRefusalsContract = (connect: Connect): void => {
  const create = async (given: object): Promise<SeenRefusal> => {
    const request = { ...(await plainFunction(connect(), uniqueName('function'))), ...given };
    return refusalOf(connect().client.send(new CreateFunctionCommand(request)));
  };
  const unknownRuntime = (runtime: string): SeenRefusal =>
    invalid(
      `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${creatable}] or be a valid ARN`,
    );
  const tooMany = (variables: object): SeenRefusal =>
    invalid(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(variables)}`,
    );

  test.each<Case>([
    ['an unknown runtime', { Runtime: 'non-existent-runtime' }, unknownRuntime('non-existent-runtime')],
    ['a runtime in capitals', { Runtime: 'PYTHON3.9' }, unknownRuntime('PYTHON3.9')],
    [
      'a retired runtime',
      { Runtime: 'python3.7' },
      invalid(
        'The runtime parameter of python3.7 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
      ),
    ],
    [
      'a role that is no ARN',
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
      'code that is no zip',
      { Code: { ZipFile: Buffer.from('no zip') } },
      invalid('Could not unzip uploaded file. Please check your file, then try to upload again.'),
    ],
    [
      'a time limit of over 15 minutes',
      { Timeout: 901 },
      validation(unsatisfied('901', 'timeout', 'have value less than or equal to 900')),
    ],
    [
      'too little memory',
      { MemorySize: 127 },
      validation(unsatisfied('127', 'memorySize', 'have value greater than or equal to 128')),
    ],
    [
      '4 KB of variables',
      { Environment: { Variables: { LARGE_VAR: 'x'.repeat(4081) } } },
      tooMany({ LARGE_VAR: 'x'.repeat(4081) }),
    ],
    [
      '4 KB in several variables',
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
      'a long name',
      { FunctionName: 'a'.repeat(65) },
      invalid(
        `1 validation error detected: ${unsatisfied('a'.repeat(65), 'functionName', 'have length less than or equal to 64')}`,
      ),
    ],
  ])('a function with %s', async (_what, given, expected) => {
    expect(await create(given)).toEqual(expected);
  });

  test('variables of just 4 KB are taken', async () => {
    const Environment = { Variables: { LARGE_VAR: 'x'.repeat(4080) } };
    const request = { ...(await plainFunction(connect(), uniqueName('function'))), Environment };
    expect((await connect().client.send(new CreateFunctionCommand(request))).Environment).toEqual(
      Environment,
    );
  });

  test('a name that is taken', async () => {
    const FunctionName = uniqueName('function');
    const request = await plainFunction(connect(), FunctionName);
    await connect().client.send(new CreateFunctionCommand(request));
    expect(await create({ FunctionName })).toEqual({
      name: 'ResourceConflictException',
      status: 409,
      message: `Function already exist: ${FunctionName}`,
    });
  });

  test('a function of another region, and one that is not there', async () => {
    const { client, region: own, account } = connect();
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

  test('a function of another account', async () => {
    const FunctionName = `arn:aws:lambda:${connect().region}:999999999999:function:f`;
    const refusal = await refusalOf(connect().client.send(new GetFunctionCommand({ FunctionName })));
    expect(refusal).toMatchObject({ name: 'AccessDeniedException', status: 403 });
  });
};

/** What AWS refuses of the layers a function is given (recorded 2025-11). */
export const attachmentRefusalsContract = (connect: Connect): void => {
  const publish = async (name: string): Promise<string> => {
    const request = { LayerName: name, Content: { ZipFile: await layerZip() } };
    return (await connect().client.send(new PublishLayerVersionCommand(request))).LayerVersionArn ?? '';
  };
  const create = async (Layers: string[]): Promise<SeenRefusal> => {
    const plain = await plainFunction(connect(), uniqueName('function'));
    const request = { ...plain, Code: { ZipFile: await codeZip() }, Layers };
    return refusalOf(connect().client.send(new CreateFunctionCommand(request)));
  };
  const sameLayer = (one: string, other: string): SeenRefusal =>
    invalid(
      `Two different versions of the same layer are not allowed to be referenced in the same function. ${one} and ${other} are versions of the same layer.`,
    );

  test('six layers', async () => {
    const arns: string[] = [];
    for (let count = 0; count < 6; count += 1) arns.push(await publish(uniqueName('layer')));
    expect(await create(arns)).toEqual(invalid('Cannot reference more than 5 layers.'));
  });

  test('one layer twice', async () => {
    const name = uniqueName('layer');
    const [first, second] = [await publish(name), await publish(name)];
    expect(await create([first, second])).toEqual(sameLayer(first, second));
    expect(await create([first, first])).toEqual(sameLayer(first, first));
  });

  test('a version that does not exist, of a layer that does or does not', async () => {
    const arn = await publish(uniqueName('layer'));
    const missing = arn.replace(/:1$/, ':9');
    expect(await create([missing])).toEqual(invalid(`Layer version ${missing} does not exist.`));
    const unknown = arn.replace(/layer:.*$/, 'layer:doesnotexist:1');
    expect(await create([unknown])).toEqual(invalid(`Layer version ${unknown} does not exist.`));
  });

  test('a layer of another region', async () => {
    const arn = await publish(uniqueName('layer'));
    const { region: own } = connect();
    const elsewhere = arn.replace(`:${own}:`, ':ap-southeast-1:');
    expect(await create([elsewhere])).toEqual(
      invalid(
        `Layers are not in the same region as the function. Layers are expected to be in region ${own}.`,
      ),
    );
  });

  test('an ARN without a version', async () => {
    const arn = (await publish(uniqueName('layer'))).replace(/:1$/, '');
    const constraint = `satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: ${layerVersionPattern}, Member must not be null]`;
    expect(await create([arn])).toEqual(validation(unsatisfied(`[${arn}]`, 'layers', constraint)));
  });
};
