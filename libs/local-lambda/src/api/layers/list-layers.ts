import { z } from 'zod';
import { jsonReply } from '../reply.ts';
import { describeInList } from '../../layers/describe-layer-version.ts';
import { findLayer, matchingVersions } from '../../layers/layer-record.ts';
import { layerArn } from '../../naming/scope.ts';
import { pageOf } from '../../paging/page.ts';
import { readRegion } from '../../service.ts';
import { compatibleArchitecture, compatibleRuntime, layersPageSize } from '../members.ts';
import { operation } from '../operation.ts';

const members = z.object({
  CompatibleRuntime: compatibleRuntime.optional(),
  CompatibleArchitecture: compatibleArchitecture.optional(),
  Marker: z.string().optional(),
  MaxItems: layersPageSize.optional(),
});

/** Lists each layer with its newest version that matches the filter; layers without a match are left out. */
export const listLayers = operation({
  name: 'ListLayers',
  members,
  handle: (request, call) => {
    const { layers } = readRegion(call);
    const wanted = { runtime: request.CompatibleRuntime, architecture: request.CompatibleArchitecture };
    const found = Object.keys(layers)
      .sort()
      .flatMap((name) => {
        const [latest] = matchingVersions(findLayer(layers, name), wanted);
        return latest === undefined ? [] : [{ name, latest }];
      });
    const page = pageOf(
      found,
      { marker: request.Marker, maxItems: request.MaxItems },
      { key: ({ name }) => name, after: ({ name }, key) => name > key },
    );
    return jsonReply(200, {
      Layers: page.items.map(({ name, latest }) => ({
        LayerName: name,
        LayerArn: layerArn(call.scope, name),
        LatestMatchingVersion: describeInList(call.scope, name, latest),
      })),
      ...page.next,
    });
  },
});
