import { z } from 'zod';
import { jsonReply } from '../reply.ts';
import { describeInList } from '../../layers/describe-layer-version.ts';
import { findLayer, matchingVersions } from '../../layers/layer-record.ts';
import { parseLayerName } from '../../naming/layer-name.ts';
import { pageOf } from '../../paging/page.ts';
import { readRegion } from '../../service.ts';
import { compatibleArchitecture, compatibleRuntime, layerName, layersPageSize } from '../members.ts';
import { operation } from '../operation.ts';

const members = z.object({
  CompatibleRuntime: compatibleRuntime.optional(),
  CompatibleArchitecture: compatibleArchitecture.optional(),
  LayerName: layerName,
  Marker: z.string().optional(),
  MaxItems: layersPageSize.optional(),
});

/** Lists the versions of a layer, newest first; an empty list for a layer that was never published. */
export const listLayerVersions = operation({
  name: 'ListLayerVersions',
  members,
  handle: (request, call) => {
    const name = parseLayerName(request.LayerName, call.scope);
    const wanted = { runtime: request.CompatibleRuntime, architecture: request.CompatibleArchitecture };
    const page = pageOf(
      matchingVersions(findLayer(readRegion(call).layers, name), wanted),
      { marker: request.Marker, maxItems: request.MaxItems },
      { key: ({ version }) => String(version), after: ({ version }, key) => version < Number(key) },
    );
    return jsonReply(200, {
      LayerVersions: page.items.map((version) => describeInList(call.scope, name, version)),
      ...page.next,
    });
  },
});
