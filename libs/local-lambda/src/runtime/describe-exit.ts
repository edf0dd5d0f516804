import type { ProcessExit } from '@layerkit/execution-environment';

/** Describes the end of a process as Lambda does: `exit status 1` or `signal: killed`. */
export const describeExit = ({ code, signal }: ProcessExit): string =>
  signal === undefined ? `exit status ${code ?? 1}` : `signal: ${signalText[signal] ?? signal}`;

/** The names of signals in Go (package syscall), because Lambda’s supervisor is written in Go. */
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
