import fc from 'fast-check';
import { isRefusal } from '../refusal/refusal.ts';
import { refuseUnreadablePayload } from './payload.ts';

const complaintOf = (payload: Buffer): string | null | undefined => {
  try {
    refuseUnreadablePayload(payload);
    return undefined;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.body['message'];
  }
};

const source = 'at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)';
const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

it.each([
  // recorded 2025-11
  [
    Buffer.from('6e87729ee9b5d749ee9b6d74', 'hex'),
    `Invalid UTF-8 start byte 0x87\n ${source}; line: 1, column: 3]`,
  ],
  [
    Buffer.from('99eb2c6a07a17a5968', 'hex'),
    `Unexpected character ((CTRL-CHAR, code 153)): expected a valid value ${expected}\n ${source}; line: 1, column: 1]`,
  ],
  // Jackson's messages for other errors at the start
  [
    Buffer.from('}'),
    `Unexpected character ('}' (code 125)): expected a valid value ${expected}\n ${source}; line: 1, column: 1]`,
  ],
  [
    Buffer.from(' \n abc'),
    `Unrecognized token 'abc': was expecting ${expected}\n ${source}; line: 2, column: 5]`,
  ],
])('an unreadable payload is refused with Jackson’s message: case %#', (payload, complaint) => {
  expect(complaintOf(payload)).toBe(
    `Could not parse request body into json: Could not parse payload into json: ${complaint}`,
  );
});

it('any JSON is accepted, and so is an empty payload', () => {
  expect(complaintOf(Buffer.alloc(0))).toBeUndefined();
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(complaintOf(Buffer.from(json))).toBeUndefined();
    }),
  );
});

it('any other payload is refused with a message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      const payload = Buffer.from(bytes);
      const complaint = complaintOf(payload);
      if (complaint === undefined) expect(() => JSON.parse(payload.toString()) as unknown).not.toThrow();
      else
        expect(complaint).toMatch(
          /^Could not parse request body into json: Could not parse payload into json: ./,
        );
    }),
  );
});
