import { sha256FromBase64, type Sha256 } from '@layerkit/artifact';
import { LayerkitError } from '@layerkit/failure';

/** The value of a field that AWS’s answer has to have. @throws LayerkitError aws/refused when it has not. */
export const required = <T>(value: T | undefined, field: string): T => {
  if (value !== undefined) return value;
  throw new LayerkitError({
    code: 'aws/refused',
    message: `the answer lacks ${field}: what stands at the endpoint is not Lambda, or not all of it`,
  });
};

/**
 * CodeSha256 as layerkit writes digests.
 * @throws LayerkitError aws/refused when it is no SHA-256 in base64.
 */
export const digestOf = (codeSha256: string | undefined): Sha256 => {
  const text = required(codeSha256, 'CodeSha256');
  try {
    return sha256FromBase64(text);
  } catch (cause) {
    throw new LayerkitError({
      code: 'aws/refused',
      message: `the answer’s CodeSha256 ${JSON.stringify(text)} is no SHA-256 in base64`,
      cause,
    });
  }
};
