import {
  GetLayerVersionByArnCommand,
  GetLayerVersionCommand,
  paginateListLayerVersions,
  PublishLayerVersionCommand,
  type GetLayerVersionResponse,
  type LambdaClient,
  type LayerVersionsListItem,
} from '@aws-sdk/client-lambda';
import type { LayerVersion, LayerVersions, ListedLayerVersion } from '../layer-versions/layer-versions.ts';
import { digestOf, required } from './answer.ts';
import { asking, unlessNotFound, type Where } from './aws-failure.ts';

/** Lists, reads and publishes layer versions through the AWS SDK. */
export const awsLayerVersions = (client: LambdaClient, where: Where): LayerVersions => ({
  list: (layerName) => listVersions(client, where, layerName),
  get: (layerName, version) =>
    asking(where, 'GetLayerVersion', async () => {
      const request = new GetLayerVersionCommand({ LayerName: layerName, VersionNumber: version });
      const answer = await unlessNotFound(client.send(request));
      return answer && layerVersionOf(answer);
    }),
  getByArn: (arn) =>
    asking(where, 'GetLayerVersionByArn', async () => {
      const answer = await unlessNotFound(client.send(new GetLayerVersionByArnCommand({ Arn: arn })));
      return (
        answer && {
          ...layerVersionOf(answer),
          location: required(answer.Content?.Location, 'Content.Location'),
        }
      );
    }),
  publish: (request) =>
    asking(where, 'PublishLayerVersion', async () => {
      const command = new PublishLayerVersionCommand({
        LayerName: request.layerName,
        Description: request.description,
        LicenseInfo: request.licenseInfo,
        CompatibleRuntimes: [...request.runtimes],
        CompatibleArchitectures: [...request.architectures],
        Content: { ZipFile: request.zip },
      });
      return layerVersionOf(await client.send(command));
    }),
});

async function* listVersions(
  client: LambdaClient,
  where: Where,
  layerName: string,
): AsyncGenerator<ListedLayerVersion> {
  const pages = paginateListLayerVersions({ client }, { LayerName: layerName });
  for (;;) {
    const page = await asking(where, 'ListLayerVersions', () => unlessNotFound(pages.next()));
    if (page === undefined || page.done === true) return;
    yield* (page.value.LayerVersions ?? []).map(listedOf);
  }
}

const listedOf = (item: LayerVersionsListItem): ListedLayerVersion => ({
  version: required(item.Version, 'Version'),
  arn: required(item.LayerVersionArn, 'LayerVersionArn'),
  description: item.Description ?? '',
  runtimes: item.CompatibleRuntimes ?? [],
  architectures: item.CompatibleArchitectures ?? [],
});

/** Reads the answer of GetLayerVersion or PublishLayerVersion, which have the same fields. */
const layerVersionOf = (answer: GetLayerVersionResponse): LayerVersion => ({
  ...listedOf(answer),
  sha256: digestOf(answer.Content?.CodeSha256),
  licenseInfo: answer.LicenseInfo,
});
