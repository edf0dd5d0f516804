import type { FindingCode } from '@layerkit/artifact';
import type { FailureCode } from '@layerkit/failure';
import type { ExpectedFinding } from './to-have-finding.ts';
import type { ExpectedFailure } from './to-throw-with-code.ts';

declare global {
  namespace jest {
    interface Matchers<R> {
      /** Of a list of findings: one has this code, and these fields. */
      toHaveFinding(code: FindingCode, fields?: ExpectedFinding): R;
      /**
       * Of a function, or of a promise after `.rejects`: a LayerkitError with this code, and these fields.
       */
      toThrowWithCode(code: FailureCode, fields?: ExpectedFailure): R;
    }
  }
}
