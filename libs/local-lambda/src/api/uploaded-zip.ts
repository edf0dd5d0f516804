import { invalidParameterValue, invalidRequestContent, requestEntityTooLarge } from '../refusal/refusals.ts';

/** A zip in a request, in bytes (AWS Lambda developer guide, "Quotas": 50 MB). */
export const zippedLimit = 52_428_800;

/**
 * The bytes of a zip that stands in a request as base64.
 * @throws Refusal for more than 50 MB, nothing at all, or what is not base64
 */
export const decodeZip = (base64: string): Buffer => {
  const bytes = Buffer.from(base64, 'base64');
  // Buffer passes over what is not base64, so its length tells.
  const digits = base64.endsWith('=') ? base64.replace(/={1,2}$/, '') : base64;
  if (bytes.length !== Math.floor((digits.length * 3) / 4))
    throw invalidRequestContent('Failed to decode VALUE_STRING as base64');
  if (bytes.length > zippedLimit)
    throw requestEntityTooLarge(`Zipped size must be smaller than ${zippedLimit} bytes`);
  if (bytes.length === 0) throw invalidParameterValue('Uploaded file must be a non-empty zip');
  return bytes;
};
