import { regionPattern } from '../naming/patterns.ts';
import { Refusal } from '../refusal/refusal.ts';

const credentialPattern =
  /^(?<key>[^/\s]+)\/(?<date>\d{8})\/(?<region>[^/\s]+)\/(?<service>[^/\s]+)\/aws4_request$/;

/** The part of a signature's credential scope that says where the request goes. */
export interface SignedScope {
  readonly region: string;
  /** The signing name of the service, such as `lambda`. */
  readonly service: string;
}

/**
 * Returns the region and the service that a request is signed for, from the credential scope of its Authorization
 * header (AWS Signature Version 4). The signature is not verified, because a local server knows no secrets.
 * @throws Refusal if the header is missing or is not a signature for a region of AWS
 */
export const signedScope = (header: string | undefined): SignedScope => {
  if (header === undefined)
    throw forbidden('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const parts = signatureParts(header);
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((part) => !parts.has(part));
  if (missing.length > 0) {
    const wants = missing.map((part) => `Authorization header requires '${part}' parameter.`).join(' ');
    throw forbidden('IncompleteSignatureException', `${wants} Authorization=${header.split(' ')[0] ?? ''}`);
  }
  const scope = credentialPattern.exec(parts.get('Credential') ?? '')?.groups;
  if (scope === undefined || !/^[0-9a-f]{64}$/.test(parts.get('Signature') ?? ''))
    throw forbidden(
      'IncompleteSignatureException',
      'Credential or Signature does not follow AWS Signature Version 4',
    );
  const region = scope['region'] ?? '';
  if (!new RegExp(`^(?:${regionPattern})$`).test(region))
    throw forbidden('InvalidSignatureException', 'Credential should be scoped to a valid region.');
  return { region, service: scope['service'] ?? '' };
};

const signatureParts = (header: string): ReadonlyMap<string, string> => {
  const [algorithm, ...rest] = header.trim().split(/\s+/);
  if (algorithm !== 'AWS4-HMAC-SHA256') return new Map();
  const pairs = rest
    .join('')
    .split(',')
    .filter((pair) => pair.includes('='));
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
};

const forbidden = (errorType: string, message: string): Refusal =>
  new Refusal({ errorType, status: 403, body: { message } });
