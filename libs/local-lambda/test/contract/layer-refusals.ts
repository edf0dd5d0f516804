import {
  DeleteLayerVersionCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  ListLayersCommand,
  PublishLayerVersionCommand,
} from '@aws-sdk/client-lambda';
import { refusalOf, type SeenRefusal } from '../support/refusal-of.ts';
import { layerZip, underTest, uniqueName } from './contract.ts';
import {
  creatable,
  invalid,
  layerVersionPattern,
  notFound,
  unsatisfied,
  validation,
  type Case,
} from './expected-refusals.ts';

const publish = async (given: object): Promise<SeenRefusal> => {
  const request = { LayerName: uniqueName('layer'), Content: { ZipFile: await layerZip() }, ...given };
  return refusalOf(underTest().client.send(new PublishLayerVersionCommand(request)));
};
const wrongArchitectures = (shown: string): string =>
  unsatisfied(
    shown,
    'compatibleArchitectures',
    'satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]',
  );

// AWS's refusals of layers, word for word (recorded 2025-11 and 2026-01).
describe('refusals of layers', () => {
  it.each<Case>([
    [
      'unknown runtimes and architectures',
      { CompatibleRuntimes: ['invalidruntime'], CompatibleArchitectures: ['invalidarch'] },
      validation(
        unsatisfied('[invalidruntime]', 'compatibleRuntimes', `satisfy enum value set: [${creatable}]`),
        wrongArchitectures('[invalidarch]'),
      ),
    ],
    [
      'unknown runtimes and architectures among known ones',
      { CompatibleRuntimes: ['a', 'b', 'nodejs20.x'], CompatibleArchitectures: ['c', 'x86_64'] },
      validation(
        unsatisfied('[a, b, nodejs20.x]', 'compatibleRuntimes', `satisfy enum value set: [${creatable}]`),
        wrongArchitectures('[c, x86_64]'),
      ),
    ],
    [
      'content that is not a zip',
      { Content: { ZipFile: Buffer.from('this is no zip') } },
      invalid('Could not unzip uploaded file. Please check your file, then try to upload again.'),
    ],
    [
      'a description that is too long',
      { Description: 'd'.repeat(257) },
      validation(unsatisfied('d'.repeat(257), 'description', 'have length less than or equal to 256')),
    ],
  ])('a layer with %s is refused', async (_what, given, expected) => {
    expect(await publish(given)).toEqual(expected);
  });

  it.each([
    ['zero', 0],
    ['less than zero', -1],
  ])('a version number of %s is refused', async (_what, VersionNumber) => {
    const { client } = underTest();
    const request = { LayerName: uniqueName('layer'), VersionNumber };
    const expected = invalid('Layer Version Cannot be less than 1');
    expect(await refusalOf(client.send(new GetLayerVersionCommand(request)))).toEqual(expected);
    expect(await refusalOf(client.send(new DeleteLayerVersionCommand(request)))).toEqual(expected);
  });

  it('a missing version is not found', async () => {
    const { client, region: own, account } = underTest();
    const name = uniqueName('layer');
    const byNumber = new GetLayerVersionCommand({ LayerName: name, VersionNumber: 1 });
    expect(await refusalOf(client.send(byNumber))).toEqual(notFound());
    const byArn = new GetLayerVersionByArnCommand({
      Arn: `arn:aws:lambda:${own}:${account}:layer:${name}:1`,
    });
    expect(await refusalOf(client.send(byArn))).toEqual(notFound());
  });

  it('an ARN without a version is refused', async () => {
    const { client, region: own, account } = underTest();
    const Arn = `arn:aws:lambda:${own}:${account}:layer:name`;
    const expected = unsatisfied(Arn, 'arn', `satisfy regular expression pattern: ${layerVersionPattern}`);
    expect(await refusalOf(client.send(new GetLayerVersionByArnCommand({ Arn })))).toEqual(
      validation(expected),
    );
  });

  it('filters with unknown values are refused', async () => {
    const { client } = underTest();
    const filter = (unknown: object) => new ListLayersCommand({ ...unknown });
    const byRuntime = filter({ CompatibleRuntime: 'runtimedoesnotexist' });
    expect((await refusalOf(client.send(byRuntime))).message).toMatch(
      /^1 validation error detected: Value 'runtimedoesnotexist' at 'compatibleRuntime' failed to satisfy constraint: Member must satisfy enum value set: \[ruby3\.5, .*, python2\.7\]$/,
    );
    const byArchitecture = filter({ CompatibleArchitecture: 'archdoesnotexist' });
    expect(await refusalOf(client.send(byArchitecture))).toEqual(
      validation(
        unsatisfied('archdoesnotexist', 'compatibleArchitecture', 'satisfy enum value set: [x86_64, arm64]'),
      ),
    );
  });
});
