import type { IncomingMessage } from 'node:http';
import { messageOf } from '@layerkit/failure';
import { z } from 'zod';
import { jsonReply, refusalReply, type Reply } from '../api/reply.ts';
import { awsDate } from '../functions/lifecycle.ts';
import { addImportedLayer } from '../layers/imported-layers.ts';
import { parseLayerVersionArn } from '../naming/layer-name.ts';
import { layerArn } from '../naming/scope.ts';
import { isRefusal } from '../refusal/refusal.ts';
import { internalFailure, invalidParameterValue, requestEntityTooLarge } from '../refusal/refusals.ts';
import { readBody } from '../request-body/read-body.ts';
import type { Service } from '../service.ts';
import { unpackedLimit } from '../uploaded-code/check-uploaded-code.ts';
import { parseMembers } from '../validation/parse.ts';

/** The path of the request that imports a layer version. AWS has no such operation. */
export const importPath = '/layerkit/imported-layers';

export const importOperation = 'ImportLayerVersion';

const members = z.object({
  Arn: z.string(),
  Description: z.string(),
  CompatibleRuntimes: z.array(z.string()),
  CompatibleArchitectures: z.array(z.string()),
});

/** Stores the zip in the body as the layer version of another account that the query describes. Errors become replies. */
export const importLayerVersion = async (
  request: IncomingMessage,
  url: URL,
  service: Service,
): Promise<Reply> => {
  try {
    return await store(request, url.searchParams, service);
  } catch (error) {
    return refusalReply(isRefusal(error) ? error : internalFailure(messageOf(error)));
  }
};

const store = async (
  request: IncomingMessage,
  query: URLSearchParams,
  { account, uploadedCode, state, moment }: Service,
): Promise<Reply> => {
  const { Arn, ...described } = parseMembers(members, {
    Arn: query.get('Arn') ?? '',
    Description: query.get('Description') ?? '',
    CompatibleRuntimes: query.getAll('CompatibleRuntime'),
    CompatibleArchitectures: query.getAll('CompatibleArchitecture'),
  });
  const reference = parseLayerVersionArn(Arn);
  if (reference === undefined || !Arn.startsWith(`${layerArn(reference, reference.name)}:`))
    throw invalidParameterValue(`${Arn} is not the ARN of a layer version.`);
  if (reference.account === account)
    throw invalidParameterValue(`${Arn} is of this server's own account. Publish the layer instead.`);
  const zip = await readBody(request, unpackedLimit);
  if (zip === undefined)
    throw requestEntityTooLarge(`Zipped size must be smaller than ${unpackedLimit} bytes`);
  const archive = await uploadedCode.check(zip);
  await uploadedCode.keep(archive, zip);
  const status = await state.change(reference.region, (region) => {
    const { imported, status: result } = addImportedLayer(region.imported, Arn, {
      version: reference.version,
      createdDate: awsDate(moment().now),
      description: described.Description,
      compatibleRuntimes: described.CompatibleRuntimes,
      compatibleArchitectures: described.CompatibleArchitectures,
      archive,
    });
    return { region: { ...region, imported }, result };
  });
  return jsonReply(200, { status, sha256: archive.sha256 });
};
