import {
  DeleteFunctionCommand,
  DeleteLayerVersionCommand,
  paginateListFunctions,
  paginateListLayers,
  type FunctionConfiguration,
  type LambdaClient,
  type LayersListItem,
} from '@aws-sdk/client-lambda';
import type {
  ListedFunction,
  ListedLayer,
  TemporaryResources,
} from '../temporary-function/temporary-resources.ts';
import { required } from './answer.ts';
import { asking, unlessNotFound, type Where } from './aws-failure.ts';

/** Lists and deletes functions and layers through the AWS SDK. */
export const awsTemporaryResources = (client: LambdaClient, where: Where): TemporaryResources => ({
  listFunctions: async function* () {
    const pages = paginateListFunctions({ client }, {});
    for await (const page of asked(where, 'ListFunctions', pages))
      yield* (page.Functions ?? []).map(listedFunction);
  },
  listLayers: async function* () {
    const pages = paginateListLayers({ client }, {});
    for await (const page of asked(where, 'ListLayers', pages))
      yield* (page.Layers ?? []).flatMap(listedLayer);
  },
  deleteFunction: (functionName) =>
    asking(where, 'DeleteFunction', async () => {
      await unlessNotFound(client.send(new DeleteFunctionCommand({ FunctionName: functionName })));
    }),
  deleteLayerVersion: (layerName, version) =>
    asking(where, 'DeleteLayerVersion', async () => {
      const request = new DeleteLayerVersionCommand({ LayerName: layerName, VersionNumber: version });
      await unlessNotFound(client.send(request));
    }),
});

/** Yields the pages. Turns AWS errors into LayerkitError aws/*. */
async function* asked<T>(where: Where, operation: string, pages: AsyncIterator<T>): AsyncGenerator<T> {
  for (;;) {
    const page = await asking(where, operation, () => pages.next());
    if (page.done === true) return;
    yield page.value;
  }
}

const listedFunction = (answer: FunctionConfiguration): ListedFunction => ({
  functionName: required(answer.FunctionName, 'FunctionName'),
  description: answer.Description ?? '',
});

const listedLayer = ({ LayerName, LatestMatchingVersion: latest }: LayersListItem): readonly ListedLayer[] =>
  latest === undefined
    ? []
    : [
        {
          layerName: required(LayerName, 'LayerName'),
          version: required(latest.Version, 'LatestMatchingVersion.Version'),
          description: latest.Description ?? '',
        },
      ];
