import { z } from 'zod';
import { emptyReply } from '../reply.ts';
import { removeLayerVersion } from '../../layers/layer-record.ts';
import { parseLayerName } from '../../naming/layer-name.ts';
import { changeRegion } from '../../service.ts';
import { layerName, versionNumber } from '../members.ts';
import { operation } from '../operation.ts';
import { refuseBelowOne } from './version-number.ts';

/** Deleting a version that does not exist succeeds, as on AWS. */
export const deleteLayerVersion = operation({
  name: 'DeleteLayerVersion',
  members: z.object({ LayerName: layerName, VersionNumber: versionNumber }),
  handle: async (request, call) => {
    refuseBelowOne(request.VersionNumber);
    const name = parseLayerName(request.LayerName, call.scope);
    await changeRegion(call, (region) => ({
      region: { ...region, layers: removeLayerVersion(region.layers, name, request.VersionNumber) },
      result: undefined,
    }));
    return emptyReply();
  },
});
