import { LayerkitError } from '@layerkit/failure';
import { downloadZip } from '../zip/download-zip.ts';
import type { Functions } from './functions.ts';
import type { CurrentFunction } from './read-function.ts';

export interface ExistingFunctionRequest {
  readonly functions: Functions;
  readonly functionName: string;
}

/**
 * Reads a function with all settings that function.json can have.
 * @throws LayerkitError function/not-found, aws/*
 */
export const readExistingFunction = async ({
  functions,
  functionName,
}: ExistingFunctionRequest): Promise<CurrentFunction> => {
  const state = await functions.get(functionName);
  if (state === undefined) throw notFound(functionName);
  return { ...state, runtimeManagement: await functions.getRuntimeManagement(functionName) };
};

/**
 * Downloads a function’s zip to a path, and checks its digest.
 * @throws LayerkitError function/not-found, function/download-failed, aws/*
 */
export const downloadFunctionCode = async (
  { functions, functionName }: ExistingFunctionRequest,
  path: string,
): Promise<void> => {
  const code = await functions.locateCode(functionName);
  if (code === undefined) throw notFound(functionName);
  const failed = (reason: string, cause?: unknown) => downloadFailed(functionName, reason, cause);
  if (code.location === undefined) throw failed('its code is a container image');
  await downloadZip({ location: code.location, sha256: code.sha256, path, failed });
};

const notFound = (functionName: string): LayerkitError =>
  new LayerkitError({
    code: 'function/not-found',
    message: `there is no function ${functionName} in this account and region`,
    hint: 'Check the name, the profile and the region. An ARN names its region.',
  });

const downloadFailed = (functionName: string, reason: string, cause?: unknown): LayerkitError =>
  new LayerkitError({
    code: 'function/download-failed',
    message: `cannot download the code of ${functionName}: ${reason}`,
    hint: 'Try again. Behind a proxy, set HTTPS_PROXY. The zip comes from S3, not from Lambda’s endpoint.',
    cause,
  });
