import type { RuntimeEnd } from './runtime-process.ts';
import type { PhaseFailure } from './platform-log.ts';
import { responseLimit } from './runtime-api.ts';

/** Why an initialization or an invocation has no answer of the function’s own. */
export interface RuntimeFailure extends PhaseFailure {
  /** The payload as the runtime itself reported it. */
  readonly reported?: Buffer | undefined;
  /** In Lambda’s words. */
  readonly message: string;
  /** Whether Lambda also logs the message. */
  readonly logged: boolean;
}

/** The payload of the answer: what the runtime reported, else what Lambda says for it. */
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
  const { code, signal } = end.exit;
  if (signal !== undefined) return `Runtime exited with error: signal: ${signalText[signal] ?? signal}`;
  return code === 0
    ? 'Runtime exited without providing a reason'
    : `Runtime exited with error: exit status ${code ?? 1}`;
};

/** Lambda’s supervisor is written in Go, which has these words for signals (package syscall). */
const signalText: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGALRM: 'alarm clock',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGPIPE: 'broken pipe',
  SIGQUIT: 'quit',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
};
