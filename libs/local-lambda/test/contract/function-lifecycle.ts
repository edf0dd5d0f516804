import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DeleteLayerVersionCommand,
  GetFunctionCommand,
  paginateListFunctions,
  PublishLayerVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { refusalOf } from '../support/refusal-of.ts';
import {
  codeZip,
  layerZip,
  plainFunction,
  settledFunction as settled,
  underTest,
  uniqueName,
} from './contract.ts';

const create = async (name: string, more: object = {}): Promise<FunctionConfiguration> => {
  const request = { ...(await plainFunction(name)), ...more };
  return underTest().client.send(new CreateFunctionCommand(request));
};
const configure = (name: string, more: object): Promise<FunctionConfiguration> =>
  underTest().client.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, ...more }));
const publishLayer = async (): Promise<{ readonly name: string; readonly arn: string }> => {
  const name = uniqueName('layer');
  const request = { LayerName: name, Content: { ZipFile: await layerZip() } };
  const { LayerVersionArn } = await underTest().client.send(new PublishLayerVersionCommand(request));
  return { name, arn: LayerVersionArn ?? '' };
};

// How functions are created and change on AWS (recorded 2025-11).
describe('the life cycle of a function', () => {
  it('a new function is pending, then active, with AWS’s defaults', async () => {
    const { region, account, role } = underTest();
    const name = uniqueName('function');
    const created = await create(name);
    expect(created).toMatchObject({
      $metadata: { httpStatusCode: 201 },
      FunctionName: name,
      FunctionArn: `arn:aws:lambda:${region}:${account}:function:${name}`,
      Architectures: ['x86_64'],
      Description: '',
      EphemeralStorage: { Size: 512 },
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
      MemorySize: 128,
      PackageType: 'Zip',
      Role: role,
      Runtime: 'python3.12',
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
      Timeout: 3,
      TracingConfig: { Mode: 'PassThrough' },
      Version: '$LATEST',
    });
    for (const absent of ['LastUpdateStatus', 'Environment', 'Layers'])
      expect(created).not.toHaveProperty(absent);
    const active = await settled(name);
    expect(active).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect(active).not.toHaveProperty('StateReason');
    expect(active.RevisionId).not.toBe(created.RevisionId);
  });

  it('an update is in progress, then successful, and each step has its own revision', async () => {
    const name = uniqueName('function');
    const created = await create(name);
    const active = await settled(name);
    const change = { Description: 'changed', MemorySize: 512, Timeout: 10, Runtime: 'python3.11' };
    const configured = await configure(name, { ...change, Environment: { Variables: { ENV_A: 'a' } } });
    expect(configured).toMatchObject({
      ...change,
      $metadata: { httpStatusCode: 200 },
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      LastUpdateStatusReason: 'The function is being created.',
      LastUpdateStatusReasonCode: 'Creating',
      Environment: { Variables: { ENV_A: 'a' } },
    });
    const afterwards = await settled(name);
    const update = { FunctionName: name, ZipFile: await codeZip('2') };
    const coded = await underTest().client.send(new UpdateFunctionCodeCommand(update));
    expect(coded).toMatchObject({ ...change, LastUpdateStatus: 'InProgress' });
    expect(coded.CodeSha256).not.toBe(created.CodeSha256);
    const last = await settled(name);
    expect(last).toMatchObject({ ...change, LastUpdateStatus: 'Successful', CodeSha256: coded.CodeSha256 });
    const revisions = [created, active, configured, afterwards, coded, last].map((one) => one.RevisionId);
    expect(new Set(revisions).size).toBe(6);
  });

  it('the SDK’s waiters see a creation and an update end', async () => {
    const { client } = underTest();
    const name = uniqueName('function');
    const waiting = { client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };
    await create(name);
    await waitUntilFunctionActiveV2(waiting, { FunctionName: name });
    await configure(name, { Description: 'waited for' });
    const waited = await waitUntilFunctionUpdatedV2(waiting, { FunctionName: name });
    expect(waited.state).toBe('SUCCESS');
  });

  it('an update that changes nothing still creates revisions', async () => {
    const name = uniqueName('function');
    await create(name, { Description: 'same' });
    const before = await settled(name);
    const update = await configure(name, { Description: 'same' });
    expect(update.LastUpdateStatus).toBe('InProgress');
    const after = await settled(name);
    expect(new Set([before.RevisionId, update.RevisionId, after.RevisionId]).size).toBe(3);
  });

  it('a change during another change is refused', async () => {
    const name = uniqueName('function');
    const { FunctionArn } = await create(name);
    await settled(name);
    await configure(name, { Description: 'first' });
    expect(await refusalOf(configure(name, { Description: 'second' }))).toEqual({
      name: 'ResourceConflictException',
      status: 409,
      message: `The operation cannot be performed at this time. An update is in progress for resource: ${FunctionArn}`,
    });
    await settled(name);
  });

  it('a change of a revision that is not the latest is refused', async () => {
    const name = uniqueName('function');
    const created = await create(name);
    const active = await settled(name);
    const stale = {
      name: 'PreconditionFailedException',
      status: 412,
      message:
        'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    };
    expect(await refusalOf(configure(name, { RevisionId: created.RevisionId }))).toEqual(stale);
    const update = { FunctionName: name, ZipFile: await codeZip(), RevisionId: created.RevisionId };
    expect(await refusalOf(underTest().client.send(new UpdateFunctionCodeCommand(update)))).toEqual(stale);
    await configure(name, { RevisionId: active.RevisionId });
    await settled(name);
  });

  it('the architecture changes with the code', async () => {
    const name = uniqueName('function');
    await create(name);
    await settled(name);
    const update = { FunctionName: name, ZipFile: await codeZip(), Architectures: ['arm64' as const] };
    const changed = await underTest().client.send(new UpdateFunctionCodeCommand(update));
    expect(changed.Architectures).toEqual(['arm64']);
    await settled(name);
  });

  it('layers keep their order, and an empty list removes them', async () => {
    const name = uniqueName('function');
    const [one, other] = [await publishLayer(), await publishLayer()];
    const created = await create(name, { Layers: [other.arn, one.arn] });
    expect(created.Layers?.map(({ Arn }) => Arn)).toEqual([other.arn, one.arn]);
    expect(created.Layers?.[0]?.CodeSize).toBe((await layerZip()).length);
    await settled(name);
    const turned = await configure(name, { Layers: [one.arn, other.arn] });
    expect(turned.Layers?.map(({ Arn }) => Arn)).toEqual([one.arn, other.arn]);
    await settled(name);
    expect((await configure(name, { Description: 'x' })).Layers).toHaveLength(2);
    await settled(name);
    expect((await configure(name, { Layers: [] })).Layers ?? []).toEqual([]);
    await settled(name);
  });

  it('a deleted layer version stays attached, and can’t be attached again', async () => {
    const { client } = underTest();
    const [name, other] = [uniqueName('function'), uniqueName('function')];
    const layer = await publishLayer();
    await create(name, { Layers: [layer.arn] });
    await settled(name);
    await client.send(new DeleteLayerVersionCommand({ LayerName: layer.name, VersionNumber: 1 }));
    expect((await settled(name)).Layers?.map(({ Arn }) => Arn)).toEqual([layer.arn]);
    expect(await refusalOf(create(other, { Layers: [layer.arn] }))).toEqual({
      name: 'InvalidParameterValueException',
      status: 400,
      message: `Layer version ${layer.arn} does not exist.`,
    });
  });

  it('log settings are merged, and JSON logs have levels', async () => {
    const name = uniqueName('function');
    await create(name);
    await settled(name);
    const json = await configure(name, { LoggingConfig: { LogFormat: 'JSON' } });
    expect(json.LoggingConfig).toEqual({
      LogFormat: 'JSON',
      ApplicationLogLevel: 'INFO',
      SystemLogLevel: 'INFO',
      LogGroup: `/aws/lambda/${name}`,
    });
    await settled(name);
    const group = await configure(name, { LoggingConfig: { LogGroup: 'cool_lambda' } });
    expect(group.LoggingConfig).toMatchObject({ LogFormat: 'JSON', LogGroup: 'cool_lambda' });
    await settled(name);
  });

  it('a function is found by its name, its ARN or a partial ARN', async () => {
    const { client, region, account } = underTest();
    const name = uniqueName('function');
    await create(name);
    await settled(name);
    const names = [
      name,
      `function:${name}`,
      `${account}:function:${name}`,
      `arn:aws:lambda:${region}:${account}:function:${name}`,
    ];
    for (const FunctionName of names)
      expect((await client.send(new GetFunctionCommand({ FunctionName }))).Configuration?.FunctionName).toBe(
        name,
      );
    const latest = await client.send(new GetFunctionCommand({ FunctionName: name, Qualifier: '$LATEST' }));
    expect(latest.Configuration?.FunctionArn).toMatch(/:\$LATEST$/);
    expect(latest.Code?.RepositoryType).toBe('S3');
    expect(latest.Code?.Location).toMatch(/^https?:/);
  });

  it('functions are listed in pages, without their state', async () => {
    const { client } = underTest();
    const names = [uniqueName('function'), uniqueName('function'), uniqueName('function')];
    for (const name of names) await create(name);
    const seen: FunctionConfiguration[] = [];
    for await (const page of paginateListFunctions({ client, pageSize: 2 }, {}))
      seen.push(...(page.Functions ?? []));
    expect(seen.map(({ FunctionName }) => FunctionName)).toEqual(expect.arrayContaining(names));
    expect(seen[0]).not.toHaveProperty('State');
  });

  it('a version that does not exist is deleted without an error, and the function stays', async () => {
    const { client } = underTest();
    const name = uniqueName('function');
    await create(name);
    await settled(name);
    for (const request of [{ FunctionName: name, Qualifier: '7' }, { FunctionName: `${name}:7` }])
      expect((await client.send(new DeleteFunctionCommand(request))).$metadata.httpStatusCode).toBe(204);
    expect((await client.send(new GetFunctionCommand({ FunctionName: name }))).Configuration).toBeDefined();
  });

  it('the name of a deleted function can be used again', async () => {
    const { client, region, account } = underTest();
    const name = uniqueName('function');
    await create(name);
    await settled(name);
    const deletion = new DeleteFunctionCommand({ FunctionName: name });
    expect((await client.send(deletion)).$metadata.httpStatusCode).toBe(204);
    expect(await refusalOf(client.send(deletion))).toEqual({
      name: 'ResourceNotFoundException',
      status: 404,
      message: `Function not found: arn:aws:lambda:${region}:${account}:function:${name}`,
    });
    expect((await create(name)).State).toBe('Pending');
  });
});
