import { invalidRequestContent } from '../refusal/refusals.ts';

/** The largest payload of an invocation, in bytes (AWS Lambda developer guide, "Quotas"). */
export const payloadLimit = 6_291_456;

const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/**
 * Refuses a payload that is not JSON. An empty payload is accepted.
 * @throws Refusal with the message of the parser that AWS uses (Jackson)
 */
export const refuseUnreadablePayload = (payload: Buffer): void => {
  if (payload.length === 0) return;
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload));
  } catch {
    throw invalidRequestContent(`Could not parse payload into json: ${complaint(payload)}`);
  }
};

const complaint = (payload: Buffer): string => {
  const start = payload.findIndex((byte) => !isSpace(byte));
  if (start === -1) return `No content to map due to end-of-input${at(payload, 0)}`;
  const first = payload[start] ?? 0;
  if (!startsValue(first))
    return `${unexpected(first)}: expected a valid value ${expected}${at(payload, start)}`;
  const broken = firstBrokenByte(payload);
  // Jackson reports the position after such a byte.
  if (broken !== undefined)
    return `Invalid UTF-8 start byte 0x${(payload[broken] ?? 0).toString(16)}${at(payload, broken + 1)}`;
  return syntaxComplaint(payload, start);
};

const syntaxComplaint = (payload: Buffer, start: number): string => {
  const rest = payload.subarray(start).toString();
  const token = /^[A-Za-z_$][\w$]*/.exec(rest)?.[0];
  if (token !== undefined && !['null', 'true', 'false'].includes(token))
    return `Unrecognized token '${token}': was expecting ${expected}${at(payload, start + token.length)}`;
  return `Unexpected character or end-of-input${at(payload, payload.length)}`;
};

const isSpace = (byte: number): boolean => [0x20, 0x09, 0x0a, 0x0d].includes(byte);

const startsValue = (byte: number): boolean =>
  /[{["\-0-9A-Za-z_$]/.test(String.fromCharCode(byte)) && byte < 0x80;

const unexpected = (byte: number): string => {
  const control = byte < 0x20 || (byte >= 0x7f && byte < 0xa0);
  const shown = control ? `(CTRL-CHAR, code ${byte})` : `'${String.fromCharCode(byte)}' (code ${byte})`;
  return `Unexpected character (${shown})`;
};

const firstBrokenByte = (payload: Buffer): number | undefined => {
  const decoded = payload.toString('utf8');
  const replaced = decoded.indexOf('\uFFFD');
  return replaced === -1 ? undefined : Buffer.byteLength(decoded.slice(0, replaced));
};

const at = (payload: Buffer, offset: number): string => {
  const before = payload.subarray(0, offset).toString('latin1').split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${before.length}, column: ${column}]`;
};
