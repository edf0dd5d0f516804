import { describeExit } from './describe-exit.ts';
import { responseLimit } from './environment-api/runtime-api.ts';
import type { PhaseFailure } from './log/platform-records.ts';
import type { RuntimeEnd } from './runtime-process.ts';

/** The reason why an initialization or an invocation has no answer from the function. */
export interface RuntimeFailure extends PhaseFailure {
  /** The payload that the runtime reported. */
  readonly reported?: Buffer | undefined;
  /** Lambda’s message. */
  readonly message: string;
  /** Whether Lambda logs the message too. */
  readonly logged: boolean;
}

/** Returns the payload of the answer: the one that the runtime reported, otherwise Lambda’s own. */
export const failurePayload = (failure: RuntimeFailure, requestId: string): Buffer =>
  failure.reported ??
  Buffer.from(
    JSON.stringify({
      errorType: failure.errorType,
      errorMessage:
        failure.errorType === tooLarge
          ? failure.message
          : `RequestId: ${requestId} Error: ${failure.message}`,
    }),
  );

export const timeoutFailure = (seconds: number): RuntimeFailure => ({
  status: 'timeout',
  errorType: 'Sandbox.Timedout',
  message: `Task timed out after ${seconds.toFixed(2)} seconds`,
  logged: false,
});

export const reportedFailure = (payload: Buffer, errorType: string): RuntimeFailure => ({
  status: 'error',
  errorType,
  reported: payload,
  message: '',
  logged: false,
});

const tooLarge = 'Function.ResponseSizeTooLarge';

export const tooLargeFailure = (): RuntimeFailure => ({
  status: 'error',
  errorType: tooLarge,
  message: `Response payload size exceeded maximum allowed payload size (${responseLimit} bytes).`,
  logged: false,
});

export const endFailure = (end: RuntimeEnd): RuntimeFailure => ({
  status: 'error',
  errorType: end.reason === 'out-of-memory' ? 'Runtime.OutOfMemory' : 'Runtime.ExitError',
  message: endMessage(end),
  logged: true,
});

const endMessage = (end: RuntimeEnd): string => {
  if (end.reason === 'out-of-memory') return 'Runtime exited with error: signal: killed';
  return end.exit.code === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: ${describeExit(end.exit)}`;
};
