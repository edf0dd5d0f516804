import { invalidParameterValue, invalidRequestContent, requestEntityTooLarge } from '../refusal/refusals.ts';

/** The largest zip in a request, in bytes (AWS Lambda developer guide, "Quotas": 50 MB). */
export const zippedLimit = 52_428_800;

/**
 * Decodes the base64 of a zip in a request.
 * @throws Refusal if the zip is larger than 50 MB or empty, or the text is not base64
 */
export const decodeZip = (base64: string): Buffer => {
  const bytes = Buffer.from(base64, 'base64');
  // Buffer skips characters that are not base64, so the length shows whether there were any.
  const digits = base64.endsWith('=') ? base64.replace(/={1,2}$/, '') : base64;
  if (bytes.length !== Math.floor((digits.length * 3) / 4))
    throw invalidRequestContent('Failed to decode VALUE_STRING as base64');
  if (bytes.length > zippedLimit)
    throw requestEntityTooLarge(`Zipped size must be smaller than ${zippedLimit} bytes`);
  if (bytes.length === 0) throw invalidParameterValue('Uploaded file must be a non-empty zip');
  return bytes;
};
