import { z } from 'zod';
import { awsDate } from '../../functions/lifecycle.ts';
import { jsonReply } from '../reply.ts';
import { describeLayerVersion } from '../../layers/describe-layer-version.ts';
import { addLayerVersion } from '../../layers/layer-record.ts';
import { parseLayerName } from '../../naming/layer-name.ts';
import { invalidParameterValue, notImplemented } from '../../refusal/refusals.ts';
import { changeRegion } from '../../service.ts';
import { text } from '../../validation/members.ts';
import { compatibleArchitectures, compatibleRuntimes, description, layerName } from '../members.ts';
import { operation } from '../operation.ts';
import { decodeZip } from '../uploaded-zip.ts';

const members = z.object({
  LayerName: layerName,
  Description: description.default(''),
  Content: z.object({ ZipFile: z.string().optional(), S3Bucket: z.string().optional() }),
  CompatibleRuntimes: compatibleRuntimes.default([]),
  CompatibleArchitectures: compatibleArchitectures.default([]),
  LicenseInfo: text({ max: 512 }).optional(),
});

/** Checks the whole request before it assigns a version number. */
export const publishLayerVersion = operation({
  name: 'PublishLayerVersion',
  members,
  handle: async (request, call) => {
    const { service, scope } = call;
    const name = parseLayerName(request.LayerName, scope);
    const zip = zipOf(request.Content);
    const uploaded = await service.uploadedCode.check(zip);
    await service.uploadedCode.keep(uploaded, zip);
    const version = await changeRegion(call, (region) => {
      const { layers, added } = addLayerVersion(region.layers, name, {
        createdDate: awsDate(service.moment().now),
        description: request.Description,
        compatibleRuntimes: request.CompatibleRuntimes,
        compatibleArchitectures: request.CompatibleArchitectures,
        archive: uploaded,
        licenseInfo: request.LicenseInfo,
      });
      return { region: { ...region, layers }, result: added };
    });
    const location = service.downloads.link(uploaded.sha256);
    return jsonReply(201, describeLayerVersion(scope, { name, version, location }));
  },
});

const zipOf = (content: z.infer<typeof members>['Content']): Buffer => {
  if (content.S3Bucket !== undefined) throw notImplemented('layer content from S3 (Content.S3Bucket)');
  if (content.ZipFile === undefined)
    throw invalidParameterValue('Please provide a source for layer content.');
  return decodeZip(content.ZipFile);
};
