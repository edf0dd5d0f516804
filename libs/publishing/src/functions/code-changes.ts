import type { FunctionState } from './functions.ts';
import type { WantedFunction } from './wanted-function.ts';

/** A reason to update the function’s code. */
export interface CodeChange {
  readonly field: 'code' | 'architecture' | 'failed update';
  readonly before: string;
  readonly after: string;
}

/** Compares the code of a function with the wanted one. Returns the reasons to send it. */
export const codeChanges = (wanted: WantedFunction, current: FunctionState): readonly CodeChange[] => [
  ...(current.codeSha256 === wanted.sha256
    ? []
    : [{ field: 'code', before: current.codeSha256, after: wanted.sha256 } as const]),
  ...(current.architecture === wanted.architecture
    ? []
    : [{ field: 'architecture', before: current.architecture, after: wanted.architecture } as const]),
  // after a failed update, AWS may report the code it was sent, not the code that runs
  ...(current.lastUpdateStatus === 'Failed'
    ? [
        {
          field: 'failed update',
          before: current.lastUpdateReason ?? 'no reason given',
          after: 'again',
        } as const,
      ]
    : []),
];
