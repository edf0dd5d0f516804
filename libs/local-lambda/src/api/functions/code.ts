import type { UploadedCode } from '../../uploaded-code/uploaded-code-store.ts';
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
 * Stores the function code of a request.
 * @throws Refusal if the code can't be used, with status 501 for code from S3 or a registry
 */
export const receiveCode = async (request: CodeRequest, { service }: Call): Promise<UploadedCode> => {
  if (request.S3Bucket !== undefined || request.S3Key !== undefined)
    throw notImplemented('function code from S3 (S3Bucket, S3Key)');
  if (request.ImageUri !== undefined) throw notImplemented('function code from a registry (ImageUri)');
  if (request.ZipFile === undefined)
    throw invalidParameterValue('Please provide a source for function code.');
  const zip = decodeZip(request.ZipFile);
  const code = await service.uploadedCode.check(zip);
  await service.uploadedCode.keep(code, zip);
  return code;
};
