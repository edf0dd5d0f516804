import type { ProcessExit } from '@layerkit/execution-environment';
import { printableLine } from '@layerkit/failure';
import type { RuntimeFailure } from '../runtime-failure.ts';
import { describeExit } from '../describe-exit.ts';
import type { Extension } from './extension.ts';

/** The failure of a phase because an external extension ended. */
export const endedExtension = ({ name, state }: Extension, exit: ProcessExit): RuntimeFailure => {
  if (exit.execError !== undefined)
    return failure(
      'Extension.LaunchError',
      `fork/exec /opt/extensions/${printableLine(name)}: ${errorText[exit.execError] ?? exit.execError}`,
    );
  return failure(errorTypes[state] ?? 'Extension.Crash', describeEnd(exit));
};

/** The failure of a phase because an extension reported an error and goes on. */
export const reportedByExtension = ({ state, name }: Extension): RuntimeFailure =>
  failure(errorTypes[state] ?? 'Extension.Crash', `extension ${printableLine(name)} reported an error`);

export const tooManyExtensions = (): RuntimeFailure =>
  failure('Extension.LaunchError', 'ErrTooManyExtensions');

/** The type of an error that could not launch an extension, as Lambda’s log names it. */
export const launchErrorType = (execError: string): string =>
  execError === 'EACCES' ? 'PermissionDenied' : 'UnknownError';

const failure = (errorType: string, message: string): RuntimeFailure => ({
  status: 'error',
  errorType,
  message,
  logged: true,
});

const errorTypes: Readonly<Record<string, string>> = {
  InitError: 'Extension.InitError',
  ExitError: 'Extension.ExitError',
};

const describeEnd = (exit: ProcessExit): string => (exit.code === 0 ? 'exit code 0' : describeExit(exit));

/** The errors of execve(2) in Go’s words, because Lambda’s supervisor is written in Go. */
const errorText: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ENOENT: 'no such file or directory',
  ENOEXEC: 'exec format error',
  ENOTDIR: 'not a directory',
  EISDIR: 'is a directory',
  ELOOP: 'too many levels of symbolic links',
};
