import type { Archive } from '../../archives/archive-store.ts';
import { invalidParameterValue, notImplemented } from '../../refusal/refusals.ts';
import type { Call } from '../../service.ts';
import { decodeZip } from '../uploaded-zip.ts';

export interface CodeRequest {
  readonly ZipFile?: string | undefined;
  readonly S3Bucket?: string | undefined;
  readonly S3Key?: string | undefined;
  readonly ImageUri?: string | undefined;
}

/**
 * Keeps the function code of a request.
 * @throws Refusal for code that can't be used, and 501 for code from S3 or a registry
 */
export const receiveCode = async (request: CodeRequest, { service }: Call): Promise<Archive> => {
  if (request.S3Bucket !== undefined || request.S3Key !== undefined)
    throw notImplemented('function code from S3 (S3Bucket, S3Key)');
  if (request.ImageUri !== undefined) throw notImplemented('function code from a registry (ImageUri)');
  if (request.ZipFile === undefined)
    throw invalidParameterValue('Please provide a source for function code.');
  const zip = decodeZip(request.ZipFile);
  const archive = await service.archives.examine(zip);
  await service.archives.keep(archive, zip);
  return archive;
};
