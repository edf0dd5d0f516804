import type { FindingCode } from '@layerkit/artifact/finding';
import type { FailureCode } from '@layerkit/failure';
import type { ExpectedFinding } from './to-have-finding.ts';
import type { ExpectedFailure } from './to-throw-with-code.ts';

declare global {
  namespace jest {
    interface Matchers<R> {
      /** Passes if a list of findings has one with this code and these fields. */
      toHaveFinding(code: FindingCode, fields?: ExpectedFinding): R;
      /**
       * Passes if a function, or a promise after `.rejects`, fails with a LayerkitError with this code and
       * these fields.
       */
      toThrowWithCode(code: FailureCode, fields?: ExpectedFailure): R;
    }
  }
}
