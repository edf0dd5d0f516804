import { z } from 'zod';
import { jsonReply, type Reply } from '../reply.ts';
import { describeLayerVersion } from '../../layers/describe-layer-version.ts';
import { findImportedLayer } from '../../layers/imported-layers.ts';
import { findLayerVersion, type LayerVersion } from '../../layers/layer-record.ts';
import { foreignLayer, parseLayerName, parseLayerVersionArn } from '../../naming/layer-name.ts';
import type { Scope } from '../../naming/scope.ts';
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
    const imported = importedReply(call, `${request.LayerName}:${String(request.VersionNumber)}`);
    if (imported !== undefined) return imported;
    return reply(call, parseLayerName(request.LayerName, call.scope), request.VersionNumber);
  },
});

export const getLayerVersionByArn = operation({
  name: 'GetLayerVersionByArn',
  members: z.object({ Arn: layerVersionArnSchema }),
  handle: (request, call) => {
    const reference = parseLayerVersionArn(request.Arn);
    if (reference?.region !== call.scope.region) throw resourceNotFound();
    const imported = importedReply(call, request.Arn);
    if (imported !== undefined) return imported;
    if (reference.account !== call.scope.account) throw foreignLayer(request.Arn, call.scope);
    refuseBelowOne(reference.version);
    return reply(call, reference.name, reference.version);
  },
});

const reply = (call: Call, name: string, number: number): Reply => {
  const version = findLayerVersion(readRegion(call).layers, name, number);
  if (version === undefined) throw resourceNotFound();
  return describe(call, call.scope, { name, version });
};

/** Returns the reply for a layer version of another account, if it was imported. */
const importedReply = (call: Call, arn: string): Reply | undefined => {
  const version = findImportedLayer(readRegion(call).imported, arn);
  const reference = parseLayerVersionArn(arn);
  return version === undefined || reference === undefined
    ? undefined
    : describe(call, reference, { name: reference.name, version });
};

const describe = (
  { service }: Call,
  scope: Scope,
  named: { readonly name: string; readonly version: LayerVersion },
): Reply => {
  const location = service.downloads.link(named.version.archive.sha256);
  return jsonReply(200, describeLayerVersion(scope, { ...named, location }));
};
