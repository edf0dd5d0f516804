import { sha256FromBase64, type Sha256 } from '@layerkit/artifact/digest';
import { LayerkitError } from '@layerkit/failure';

/** Returns a required field of AWS’s answer. @throws LayerkitError aws/refused if the field is missing. */
export const required = <T>(value: T | undefined, field: string): T => {
  if (value !== undefined) return value;
  throw new LayerkitError({
    code: 'aws/refused',
    message: `the answer has no ${field}: the endpoint is not Lambda, or implements only a part of it`,
  });
};

/**
 * Returns CodeSha256 in layerkit’s form of a digest.
 * @throws LayerkitError aws/refused if it is not a SHA-256 in base64.
 */
export const digestOf = (codeSha256: string | undefined): Sha256 => {
  const text = required(codeSha256, 'CodeSha256');
  try {
    return sha256FromBase64(text);
  } catch (cause) {
    throw new LayerkitError({
      code: 'aws/refused',
      message: `the answer’s CodeSha256 ${JSON.stringify(text)} is not a SHA-256 in base64`,
      cause,
    });
  }
};
