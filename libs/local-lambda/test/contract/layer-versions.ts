import {
  DeleteLayerVersionCommand,
  GetAccountSettingsCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  ListLayersCommand,
  ListLayerVersionsCommand,
  paginateListLayers,
  paginateListLayerVersions,
  PublishLayerVersionCommand,
  type PublishLayerVersionCommandInput,
} from '@aws-sdk/client-lambda';
import { createHash } from 'node:crypto';
import { layerZip, underTest, uniqueName } from './contract.ts';

const publish = async (name: string, more: Partial<PublishLayerVersionCommandInput> = {}) =>
  underTest().client.send(
    new PublishLayerVersionCommand({ LayerName: name, Content: { ZipFile: await layerZip() }, ...more }),
  );
const versionsOf = async (name: string): Promise<(number | undefined)[]> => {
  const list = await underTest().client.send(new ListLayerVersionsCommand({ LayerName: name }));
  return (list.LayerVersions ?? []).map(({ Version }) => Version);
};

// How layers behave on AWS (recorded 2025-11 and 2026-01).
describe('layer versions', () => {
  it('a published version is described as on AWS', async () => {
    const { region, account } = underTest();
    const zip = await layerZip();
    const name = uniqueName('layer');
    const arn = `arn:aws:lambda:${region}:${account}:layer:${name}`;
    const published = await publish(name, {
      Content: { ZipFile: zip },
      CompatibleRuntimes: ['python3.12'],
      CompatibleArchitectures: ['x86_64'],
      Description: 'a description',
      LicenseInfo: 'MIT',
    });
    expect(published).toMatchObject({
      $metadata: { httpStatusCode: 201 },
      Content: {
        CodeSha256: createHash('sha256').update(zip).digest('base64'),
        CodeSize: zip.length,
      },
      LayerArn: arn,
      LayerVersionArn: `${arn}:1`,
      Version: 1,
      CompatibleRuntimes: ['python3.12'],
      CompatibleArchitectures: ['x86_64'],
      Description: 'a description',
      LicenseInfo: 'MIT',
    });
    expect(published.CreatedDate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
    expect(published.Content?.Location).toMatch(/^https?:/);
  });

  it('optional members are empty by default, and the license is absent', async () => {
    const published = await publish(uniqueName('layer'));
    expect(published).toMatchObject({ Description: '', CompatibleRuntimes: [], CompatibleArchitectures: [] });
    expect(published.LicenseInfo).toBeUndefined();
  });

  it('a layer can be published for retired runtimes', async () => {
    const CompatibleRuntimes = ['nodejs12.x', 'python3.7', 'provided'] as const;
    const published = await publish(uniqueName('layer'), { CompatibleRuntimes: [...CompatibleRuntimes] });
    expect(published.CompatibleRuntimes).toEqual(CompatibleRuntimes);
  });

  it('a version is found by number and ARN, and its location serves the zip', async () => {
    const { client } = underTest();
    const name = uniqueName('layer');
    const zip = await layerZip();
    const { LayerVersionArn } = await publish(name, { Content: { ZipFile: zip } });
    const byNumber = await client.send(new GetLayerVersionCommand({ LayerName: name, VersionNumber: 1 }));
    const byArn = await client.send(new GetLayerVersionByArnCommand({ Arn: LayerVersionArn }));
    const withoutLocation = { Content: { CodeSize: zip.length }, LayerVersionArn };
    expect(byNumber).toMatchObject(withoutLocation);
    expect(byArn).toMatchObject(withoutLocation);
    const download = await fetch(byNumber.Content?.Location ?? '');
    expect(Buffer.from(await download.arrayBuffer()).equals(zip)).toBe(true);
  });

  it('versions are listed newest first, without a digest', async () => {
    const name = uniqueName('layer');
    for (let count = 0; count < 3; count += 1) await publish(name);
    const list = await underTest().client.send(new ListLayerVersionsCommand({ LayerName: name }));
    expect(list.LayerVersions?.map(({ Version }) => Version)).toEqual([3, 2, 1]);
    expect(list.LayerVersions?.[0]).not.toHaveProperty('Content');
  });

  it('the pages together list all versions', async () => {
    const { client } = underTest();
    const name = uniqueName('layer');
    for (let count = 0; count < 5; count += 1) await publish(name);
    const seen: number[][] = [];
    for await (const page of paginateListLayerVersions({ client, pageSize: 2 }, { LayerName: name }))
      seen.push((page.LayerVersions ?? []).map(({ Version }) => Version ?? 0));
    expect(seen).toEqual([[5, 4], [3, 2], [1]]);
  });

  it('a filter returns the versions that declare a match', async () => {
    const { client } = underTest();
    const name = uniqueName('layer');
    await publish(name, { CompatibleRuntimes: ['python3.12'], CompatibleArchitectures: ['x86_64'] });
    await publish(name, { CompatibleRuntimes: ['python3.12'], CompatibleArchitectures: ['arm64'] });
    await publish(name, { CompatibleRuntimes: ['python3.13'], CompatibleArchitectures: ['arm64'] });
    const matching = async (filter: object): Promise<unknown> => {
      const list = await client.send(new ListLayerVersionsCommand({ LayerName: name, ...filter }));
      return list.LayerVersions?.map(({ Version }) => Version);
    };
    expect(await matching({ CompatibleRuntime: 'python3.12' })).toEqual([2, 1]);
    expect(await matching({ CompatibleArchitecture: 'arm64' })).toEqual([3, 2]);
    expect(await matching({ CompatibleRuntime: 'python3.12', CompatibleArchitecture: 'arm64' })).toEqual([2]);
    expect(await matching({ CompatibleRuntime: 'python3.9' })).toEqual([]);
  });

  it('layers are listed with their newest version that matches', async () => {
    const { client } = underTest();
    const name = uniqueName('layer');
    await publish(name, { CompatibleRuntimes: ['ruby3.3'] });
    await publish(name, { CompatibleRuntimes: ['ruby3.4'] });
    const latest: unknown[] = [];
    for await (const page of paginateListLayers({ client, pageSize: 1 }, { CompatibleRuntime: 'ruby3.3' }))
      for (const layer of page.Layers ?? [])
        if (layer.LayerName === name) latest.push(layer.LatestMatchingVersion?.Version);
    expect(latest).toEqual([1]);
    const none = await client.send(new ListLayersCommand({ CompatibleRuntime: 'ruby3.2' }));
    expect(none.Layers?.map(({ LayerName }) => LayerName)).not.toContain(name);
  });

  it('listing the versions of an unpublished layer returns an empty list', async () => {
    expect(await versionsOf(uniqueName('layer'))).toEqual([]);
  });

  it('a deleted version number is never reused, and can be deleted again', async () => {
    const { client } = underTest();
    const name = uniqueName('layer');
    await publish(name);
    await publish(name);
    const deletion = new DeleteLayerVersionCommand({ LayerName: name, VersionNumber: 2 });
    expect((await client.send(deletion)).$metadata.httpStatusCode).toBe(204);
    expect((await client.send(deletion)).$metadata.httpStatusCode).toBe(204);
    expect(await versionsOf(name)).toEqual([1]);
    expect((await publish(name)).Version).toBe(3);
    await client.send(new DeleteLayerVersionCommand({ LayerName: name, VersionNumber: 1 }));
    await client.send(new DeleteLayerVersionCommand({ LayerName: name, VersionNumber: 3 }));
    expect(await versionsOf(name)).toEqual([]);
    expect((await publish(name)).Version).toBe(4);
  });

  it('a refused publication uses no version number', async () => {
    const name = uniqueName('layer');
    await publish(name);
    await expect(publish(name, { Content: { ZipFile: Buffer.from('no zip') } })).rejects.toThrow('unzip');
    expect((await publish(name)).Version).toBe(2);
  });

  it('published code counts toward the account’s storage', async () => {
    const { client } = underTest();
    const usage = async (): Promise<number> =>
      (await client.send(new GetAccountSettingsCommand({}))).AccountUsage?.TotalCodeSize ?? 0;
    const before = await usage();
    const { Content } = await publish(uniqueName('layer'));
    expect((await usage()) - before).toBe(Content?.CodeSize);
  });
});
