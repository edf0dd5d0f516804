import { z } from 'zod';
import { jsonReply, type Reply } from '../reply.ts';
import { describeLayerVersion } from '../../layers/describe-layer-version.ts';
import { findLayerVersion } from '../../layers/layer-record.ts';
import { foreignLayer, parseLayerName, parseLayerVersionArn } from '../../naming/layer-name.ts';
import { resourceNotFound } from '../../refusal/refusals.ts';
import { readRegion, type Call } from '../../service.ts';
import { layerName, layerVersionArnSchema, versionNumber } from '../members.ts';
import { operation } from '../operation.ts';
import { refuseBelowOne } from './version-number.ts';

export const getLayerVersion = operation({
  name: 'GetLayerVersion',
  members: z.object({ LayerName: layerName, VersionNumber: versionNumber }),
  handle: (request, call) => {
    refuseBelowOne(request.VersionNumber);
    return reply(call, parseLayerName(request.LayerName, call.scope), request.VersionNumber);
  },
});

export const getLayerVersionByArn = operation({
  name: 'GetLayerVersionByArn',
  members: z.object({ Arn: layerVersionArnSchema }),
  handle: (request, call) => {
    const reference = parseLayerVersionArn(request.Arn);
    if (reference?.region !== call.scope.region) throw resourceNotFound();
    if (reference.account !== call.scope.account) throw foreignLayer(request.Arn, call.scope);
    refuseBelowOne(reference.version);
    return reply(call, reference.name, reference.version);
  },
});

const reply = (call: Call, name: string, number: number): Reply => {
  const version = findLayerVersion(readRegion(call).layers, name, number);
  if (version === undefined) throw resourceNotFound();
  const location = call.service.downloads.link(version.archive.sha256);
  return jsonReply(200, describeLayerVersion(call.scope, { name, version, location }));
};
